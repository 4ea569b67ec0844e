import { describe, expect, test } from "vitest";
import { rankOf } from "#app/domains/leads/lead-status.ts";
import { makeHistory } from "./history.ts";
import { agency } from "./words.ts";

const now = new Date("2026-05-20T15:00:00Z");
const history = makeHistory(now);

test("is the same for the same moment", () => {
  expect(makeHistory(now)).toEqual(history);
});

test("ends now, whenever that is, and goes back two years", () => {
  for (const end of [now, new Date("2027-01-01T02:30:00Z")]) {
    const { leads, moves, contacts } = end === now ? history : makeHistory(end);
    const times = [
      ...leads.flatMap((lead) => [lead.enteredAt, lead.wonAt ?? 0]),
      ...moves.map((move) => move.changedAt),
      ...contacts.map((contact) => contact.occurredAt),
    ];
    const last = times.reduce((a, b) => Math.max(a, b));
    const first = leads.reduce((time, lead) => Math.min(time, lead.enteredAt), last);
    expect(last).toBeLessThan(end.getTime());
    expect(end.getTime() - last).toBeLessThan(3 * 86_400_000);
    expect((end.getTime() - first) / 86_400_000).toBeGreaterThan(700);
  }
});

test("has a few leads that came twice, and no other two with one address or number", () => {
  const ways = [new Map<string, number>(), new Map<string, number>()] as const;
  for (const { email, phone } of history.leads)
    [email?.toLowerCase(), phone].forEach((value, way) => {
      if (value != null) ways[way]?.set(value, (ways[way]?.get(value) ?? 0) + 1);
    });
  const shared = ways.map((way) => [...way.values()].filter((count) => count > 1));
  expect(shared.flat().every((count) => count === 2)).toBe(true);
  expect(shared.map((counts) => counts.length)).toEqual([4, 4]);
});

describe("looks like an agency", () => {
  const { cohorts, mentees, leads } = history;
  const share = (of: typeof leads) => of.filter((lead) => lead.status === "won").length / of.length;

  test("of four cohorts, some thirty mentees, some six thousand leads", () => {
    expect(cohorts).toHaveLength(4);
    expect(mentees.length).toBeGreaterThan(28);
    expect(leads.length).toBeGreaterThan(5_000);
    expect(leads.length).toBeLessThan(8_000);
  });

  test("that wins some of them, more of those that were referred, in every state of progress", () => {
    expect(share(leads)).toBeGreaterThan(0.1);
    expect(share(leads)).toBeLessThan(0.25);
    expect(share(leads.filter((lead) => lead.source === "Indicação"))).toBeGreaterThan(
      2 * share(leads.filter((lead) => lead.source === "TikTok")),
    );
    expect(new Set(leads.map((lead) => lead.status)).size).toBe(7);
    expect(leads.some((lead) => lead.source === null)).toBe(true);
  });

  test("that says what most leads are worth from the day they qualify, and not of every one that it wins", () => {
    const declared = (of: typeof leads) => of.filter(({ value }) => value !== null).length / of.length;
    const qualified = leads.filter(({ reachedRank }) => reachedRank >= rankOf("qualified"));
    for (const status of ["qualified", "proposal", "negotiation", "lost"] as const) {
      const own = qualified.filter((lead) => lead.status === status);
      expect([status, own.length > 10, declared(own) > 0.7, declared(own) < 1]).toEqual([
        status,
        true,
        true,
        true,
      ]);
    }
    const won = declared(qualified.filter(({ status }) => status === "won"));
    expect(won).toBeGreaterThan(0.9);
    expect(won).toBeLessThan(1);
    expect(leads.filter((lead) => !qualified.includes(lead)).every(({ value }) => value === null)).toBe(true);
  });

  test("that works by day where it is, and rarely at the weekend", () => {
    const clock = new Intl.DateTimeFormat("en", {
      ...{ timeZone: agency.timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" },
    });
    const work = [
      ...history.contacts.map(({ occurredAt }) => occurredAt),
      ...history.moves.filter(({ fromStatus }) => fromStatus !== null).map(({ changedAt }) => changedAt),
    ].map((at) => {
      const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
      return { weekday: parts.weekday, hour: Number(parts.hour) };
    });
    expect(work.length).toBeGreaterThan(15_000);
    expect(work.filter(({ hour }) => hour < 8 || hour >= 19)).toEqual([]);
    expect(work.filter(({ weekday }) => weekday === "Sun")).toEqual([]);
    const saturdays = work.filter(({ weekday }) => weekday === "Sat").length / work.length;
    expect(saturdays).toBeGreaterThan(0.01);
    expect(saturdays).toBeLessThan(0.1);
    // Not all at the opening either.
    expect(new Set(work.map(({ hour }) => hour)).size).toBe(11);
  });

  test("where each mentee has leads, none from before they joined", () => {
    for (const { id, joinedOn } of mentees) {
      const own = leads.filter((lead) => lead.menteeId === id);
      expect(own.length).toBeGreaterThan(10);
      expect(own.every((lead) => lead.enteredAt >= Date.parse(`${joinedOn}T00:00-03:00`))).toBe(true);
    }
  });
});

test("tells each lead's story without a gap", () => {
  const { leads, moves, contacts } = history;
  const movesOf = Map.groupBy(moves, (move) => move.leadId);
  const contactsOf = Map.groupBy(contacts, (contact) => contact.leadId);
  for (const lead of leads) {
    const own = movesOf.get(lead.id) ?? [];
    expect(own[0]).toMatchObject({ fromStatus: null, toStatus: "new", changedAt: lead.enteredAt });
    for (const [i, move] of own.entries()) {
      if (i === 0) continue;
      expect(move.fromStatus).toBe(own[i - 1]?.toStatus);
      expect(move.changedAt).toBeGreaterThanOrEqual(own[i - 1]?.changedAt ?? Number.POSITIVE_INFINITY);
    }
    const last = own.at(-1);
    expect(lead.status).toBe(last?.toStatus);
    expect(lead.wonAt).toBe(lead.status === "won" ? last?.changedAt : null);
    expect(lead.lostReason !== null).toBe(lead.status === "lost");
    expect(lead.rowVersion).toBe(own.length);
    expect(lead.reachedRank).toBe(
      Math.max(...own.map(({ toStatus }) => (toStatus === "lost" ? 0 : rankOf(toStatus)))),
    );
    const told = contactsOf.get(lead.id) ?? [];
    expect(told.map(({ occurredAt }) => occurredAt)).toEqual(
      told.map(({ occurredAt }) => occurredAt).toSorted((a, b) => a - b),
    );
    expect(lead.lastInteractionAt).toBe(told.at(-1)?.occurredAt ?? null);
  }
});

test("has ids of the application's shape, all different", () => {
  const ids = Object.values(history).flatMap((rows: { id: string }[]) => rows.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toBe(true);
});
