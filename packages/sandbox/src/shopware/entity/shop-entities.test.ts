import { describe, expect, it } from "vitest";
import { testShop } from "../shopware.fixture.ts";
import { adminApiShapes, problemsOf } from "./problems-of.fixture.ts";

const statesOf = (machine: string) => ({
  filter: [{ type: "equals", field: "stateMachine.technicalName", value: machine }],
  associations: { stateMachine: {} },
});

describe("what a shop has to choose from", () => {
  it("are its states with their machines and its sales channels, as Shopware describes them", async () => {
    const { ask } = await testShop();
    const states = await ask("/api/search/state-machine-state", statesOf("order_delivery.state"));
    const channels = await ask("/api/search/sales-channel", {});
    const { problems, seen } = problemsOf([states.body.data, channels.body.data], adminApiShapes());
    expect(problems).toEqual([]);
    expect(seen).toEqual(new Set(["StateMachineState", "StateMachine", "SalesChannel"]));
    expect(states.body.data.map(({ technicalName }: { technicalName: string }) => technicalName)).toEqual([
      "open",
      "shipped",
      "shipped_partially",
      "returned",
      "returned_partially",
      "cancelled",
    ]);
  });

  it("needs the permission for the machines too, where states are asked for by them", async () => {
    const { ask, shop } = await testShop();
    shop.grant(["state_machine_state:read"]);
    const { status, body } = await ask("/api/search/state-machine-state", statesOf("order.state"));
    expect([status, JSON.parse(body.errors[0].detail).missingPrivileges]).toEqual([403, ["state_machine:read"]]);
  });
});
