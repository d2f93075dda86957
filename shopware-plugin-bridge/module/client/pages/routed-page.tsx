/** @jsxImportSource react */
import type { Route } from "../route-of.ts";
import { Certificate } from "./certificate.tsx";
import { Channels } from "./channels.tsx";
import { Connection } from "./connection.tsx";
import { Filters } from "./filters.tsx";
import { Home } from "./home.tsx";
import { Import } from "./import.tsx";
import { Mapping } from "./mapping.tsx";
import { Missing } from "./missing.tsx";
import { Order } from "./order.tsx";
import { PersonalData } from "./personal-data.tsx";
import { Problems } from "./problems.tsx";

export function RoutedPage({ route: { page, day, order } }: { route: Route }) {
  switch (page) {
    case "home":
      return <Home />;
    case "certificate":
      return <Certificate day={day} />;
    case "import":
      return <Import />;
    case "mapping":
      return <Mapping />;
    case "filters":
      return <Filters />;
    case "channels":
      return <Channels />;
    case "personal-data":
      return <PersonalData />;
    case "connection":
      return <Connection />;
    case "problems":
      return <Problems />;
    case "order":
      return order === null ? <Missing /> : <Order id={order} />;
    case null:
      return <Missing />;
  }
}
