import type { TableProps } from "@karla/merchant-ui/primitives";

/** A table in Polaris' own colours and distances, which on a phone has a card for each row. */
export function Table({ caption, columns, rows }: TableProps) {
  const figure = (column: TableProps["columns"][number] | undefined) =>
    column?.isFigure ? { className: "karla-figure", "data-title": column.title } : {};
  return (
    <div className="karla-table-frame">
      <table className="karla-table">
        <caption className="Polaris-Text--visuallyHidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" {...figure(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [name, ...cells] }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {columns.slice(1).map((column, index) => (
                <td key={column.id} {...figure(column)}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
