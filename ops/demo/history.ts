import { rankOf } from "#app/domains/leads/lead-status.ts";
import type { LeadStatus } from "#schema";
import { type Chance, chanceFrom } from "./random.ts";
import { makeTwins } from "./twins.ts";
import { businesses, givenNames, lostReasons, notes, sources, surnames } from "./words.ts";

// Two years of an agency, made up, always the same for the same day. Times are milliseconds since 1970.

const day = 86_400_000;
const hour = 3_600_000;

/** São Paulo has kept the same offset since 2019. */
const offset = -3 * hour;

const seed = 20_260;

export interface DemoMentee {
  id: string;
  cohort: number;
  businessName: string;
  /** Local date. */
  joinedOn: string;
}

export interface DemoLead {
  id: string;
  menteeId: string;
  name: string;
  email: string | null;
  phone: string | null;
  source: string | null;
  status: LeadStatus;
  /** The rank of the furthest stage passed, 0 to 5. */
  reachedRank: number;
  /** Centavos. */
  value: number | null;
  enteredAt: number;
  wonAt: number | null;
  lostReason: string | null;
  lastInteractionAt: number | null;
  rowVersion: number;
}

export interface DemoMove {
  id: string;
  leadId: string;
  fromStatus: LeadStatus | null;
  toStatus: LeadStatus;
  changedAt: number;
  /** Of whose cohort a mentor did it. */
  cohort: number;
}

export interface DemoContact {
  id: string;
  leadId: string;
  kind: keyof typeof notes;
  body: string;
  occurredAt: number;
  cohort: number;
}

export interface DemoHistory {
  /** The oldest first; local dates. */
  cohorts: { id: string; name: string; startsOn: string; endsOn: string }[];
  mentees: DemoMentee[];
  leads: DemoLead[];
  moves: DemoMove[];
  contacts: DemoContact[];
}

/** How the mentees' customers come over the year, January first. */
const seasons = [0.72, 0.86, 1.08, 1.0, 1.06, 0.95, 0.9, 1.04, 1.08, 1.12, 1.34, 0.76];
/** Sunday first. */
const weekdays = [0.35, 1.25, 1.3, 1.2, 1.15, 1.0, 0.55];

/**
 * From each stage to the next: how many get there, after how many days, and how many of those without a declared value are given
 * one there.
 */
const steps = [
  { to: "first_contact", share: 0.86, days: 0.6, declared: 0 },
  { to: "qualified", share: 0.63, days: 2.5, declared: 0.8 },
  { to: "proposal", share: 0.66, days: 4, declared: 0.6 },
  { to: "negotiation", share: 0.72, days: 3.5, declared: 0.2 },
  { to: "won", share: 0.6, days: 6, declared: 0.2 },
] as const;

/** When the agency is at work, local: on weekdays, and now and then on a Saturday. */
const opens = 8.5 * hour;
const closes = 18.5 * hour;
const saturdays = 0.3;

/** @param now until when things happened */
export function makeHistory(now: Date): DemoHistory {
  const chance = chanceFrom(seed);
  const today = dayOf(now.getTime() + offset);
  const history: DemoHistory = { cohorts: [], mentees: [], leads: [], moves: [], contacts: [] };
  businesses.forEach((members, cohort) => {
    const starts = firstOfMonth(today, 24 - cohort * 6);
    history.cohorts.push({
      id: chance.id(starts - 20 * day),
      name: `Turma ${cohort + 1}`,
      startsOn: localDate(starts),
      endsOn: localDate(firstOfMonth(starts, -12) - day),
    });
    for (const { name, ticket } of members) {
      const joined = starts + Math.floor(chance.between(0, 10)) * day;
      const mentee = { id: chance.id(joined), cohort, businessName: name, joinedOn: localDate(joined) };
      history.mentees.push(mentee);
      const strength = { leadsAMonth: chance.between(9, 17), skill: chance.between(0.8, 1.2), ticket };
      for (let date = joined; date <= today; date += day) {
        const { leadsAMonth, skill } = strength;
        const months = (date - joined) / (30 * day);
        const growth = 0.75 + 0.5 * Math.min(1, months / 12);
        const season = seasons[new Date(date).getUTCMonth()] ?? 1;
        const mean = (leadsAMonth / 30) * growth * season * (weekdays[new Date(date).getUTCDay()] ?? 1);
        for (let left = chance.count(mean); left > 0; left--) {
          const entered = date - offset + chance.between(8, 21) * hour;
          if (entered < now.getTime()) {
            addLead(
              history,
              chance,
              mentee,
              { entered, ticket, skill: skill * (0.85 + months / 60) },
              now.getTime(),
            );
          }
        }
      }
    }
  });
  history.leads.sort((a, b) => a.enteredAt - b.enteredAt);
  makeTwins(history.leads);
  return history;
}

function addLead(
  history: DemoHistory,
  chance: Chance,
  { id: menteeId, cohort }: DemoMentee,
  { entered, ticket, skill }: { entered: number; ticket: number; skill: number },
  now: number,
): void {
  const given = chance.pick(givenNames);
  const family = chance.pick(surnames);
  const source = chance.weighted(weightsOf(sources));
  const handle = `${given}.${family}`.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const lead: DemoLead = {
    id: chance.id(entered),
    menteeId,
    name: `${given} ${family}`,
    email: chance.of(0.7) ? `${handle}${Math.floor(chance.between(1, 99))}@correio.example` : null,
    phone: chance.of(0.85) ? phone(chance) : null,
    source: source === "" ? null : source,
    status: "new",
    reachedRank: 0,
    value: null,
    enteredAt: entered,
    wonAt: null,
    lostReason: null,
    lastInteractionAt: null,
    rowVersion: 1,
  };
  history.leads.push(lead);
  const move = (to: LeadStatus, at: number, from: LeadStatus | null = lead.status) => {
    history.moves.push({
      id: chance.id(at),
      leadId: lead.id,
      fromStatus: from,
      toStatus: to,
      changedAt: at,
      cohort,
    });
    if (from !== null) lead.rowVersion++;
    lead.status = to;
    if (to !== "lost") lead.reachedRank = rankOf(to);
  };
  const contact = (at: number) => {
    const kind = chance.weighted({ message: 40, call: 28, email: 16, meeting: 10, note: 6 });
    history.contacts.push({
      id: chance.id(at),
      leadId: lead.id,
      kind,
      body: chance.pick(notes[kind]),
      occurredAt: at,
      cohort,
    });
    lead.lastInteractionAt = at;
  };
  move("new", entered, null);

  const quality = skill * sources[source].quality;
  let at = entered;
  for (const { to, share, days, declared } of steps) {
    const next = atWork(at, chance.skewed(days, 0.8), chance);
    // Only how many win varies much from source to source: everybody is called back.
    const goesOn = chance.of(Math.min(0.95, to === "first_contact" ? share : share * quality ** 0.4));
    if (!goesOn) {
      const gone = atWork(at, chance.skewed(9, 0.7), chance);
      if (gone < now && chance.of(0.88)) {
        contact(atWorkBetween(at, gone, chance));
        lead.lostReason = chance.weighted(lostReasons);
        move("lost", gone);
      }
      return;
    }
    if (next >= now) return;
    contact(atWorkBetween(at, next, chance));
    if (lead.value === null && chance.of(declared))
      lead.value = Math.max(1, Math.round(chance.skewed(ticket, 0.45) / 10)) * 1_000;
    if (to === "won") lead.wonAt = next;
    move(to, next);
    at = next;
  }
}

const weightsOf = <K extends string>(of: Record<K, { weight: number }>) =>
  Object.fromEntries(
    Object.entries<{ weight: number }>(of).map(([key, { weight }]) => [key, weight]),
  ) as Record<K, number>;

/** In no range that is given out. */
const phone = (chance: Chance) =>
  `+55${chance.pick(["11", "19", "21", "31", "41", "51", "61", "71", "81"])}90000${String(Math.floor(chance.between(0, 10_000))).padStart(4, "0")}`;

/** So many days later, at work; half an hour later at the earliest. */
function atWork(after: number, days: number, chance: Chance): number {
  const local = after + days * day + offset;
  let date = dayOf(local);
  const within = ((local - date) / day) * (closes - opens);
  // What falls on a weekend waits for one of the first days of the week.
  if (isFree(date, chance)) date = nextMonday(date) + Math.floor(chance.between(0, 3)) * day;
  const at = date + opens + within - offset;
  const earliest = after + hour / 2;
  if (at >= earliest) return at;
  if (earliest + offset < date + closes) return earliest;
  do date += day;
  while (isFree(date, chance));
  return date + opens + chance.between(0, 2 * hour) - offset;
}

/** Some time between two moments, at work, of which the second is. */
function atWorkBetween(from: number, until: number, chance: Chance): number {
  for (let tries = 0; tries < 8; tries++) {
    const date = dayOf(from + chance.between(0.3, 1) * (until - from) + offset);
    const at = date + chance.between(opens, closes) - offset;
    if (at > from && at < until && !isFree(date, chance)) return at;
  }
  const opening = dayOf(until + offset) + opens - offset;
  return chance.between(Math.max(from, opening), until);
}

function isFree(date: number, chance: Chance): boolean {
  const weekday = new Date(date).getUTCDay();
  return weekday === 0 || (weekday === 6 && !chance.of(saturdays));
}

const nextMonday = (date: number) => date + ((8 - new Date(date).getUTCDay()) % 7 || 7) * day;

const dayOf = (local: number) => Math.floor(local / day) * day;

/** Midnight on the first of the month so many months before. */
function firstOfMonth(from: number, monthsBefore: number): number {
  const date = new Date(from);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - monthsBefore, 1);
}

const localDate = (at: number) => new Date(at).toISOString().slice(0, 10);
