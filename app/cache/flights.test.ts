import { describe, expect, it } from "vitest";
import { createFlights } from "./flights.ts";

describe("A flight", () => {
  it("is found by its entry and versions alone", () => {
    const flights = createFlights();
    const flight = flights.begin("list", "1:a 1:b");
    expect(flights.find("list", "1:a 1:b")).toBe(flight);
    expect(flights.find("list", "2:c 1:b")).toBeUndefined();
    expect(flights.find("count", "1:a 1:b")).toBeUndefined();
  });

  it("is found under newer versions too, until it is removed", () => {
    const flights = createFlights();
    const flight = flights.begin("list", "1:a");
    flights.readdress(flight, "list", "2:b");
    expect([flights.find("list", "1:a"), flights.find("list", "2:b")]).toEqual([flight, flight]);
    flights.remove(flight);
    expect([flights.find("list", "1:a"), flights.find("list", "2:b")]).toEqual([undefined, undefined]);
  });

  it("that another took the place of does not remove that one", () => {
    const flights = createFlights();
    const waiting = flights.begin("list", "1:a");
    const loading = flights.begin("list", "1:a");
    flights.remove(waiting);
    expect(flights.find("list", "1:a")).toBe(loading);
  });

  it("lands once", async () => {
    const flight = createFlights().begin("list", "1:a");
    flight.land("first");
    flight.land("second");
    expect(await flight.landed).toBe("first");
  });
});
