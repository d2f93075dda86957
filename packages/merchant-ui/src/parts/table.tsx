/** @jsxImportSource react */
import type { TableProps } from "../primitives.tsx";

/** A table, which on a phone has a card for each row. */
export function Table({ caption, columns, rows }: TableProps) {
  const figure = (column: TableProps["columns"][number] | undefined) =>
    column?.isFigure ? { className: "karla-figure", "data-title": column.title } : {};
  return (
    <div className="karla-table-frame">
      <table className="karla-table">
        <caption className="karla-unseen">{caption}</caption>
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
