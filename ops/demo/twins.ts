import type { DemoLead } from "./history.ts";

const day = 86_400_000;

/** Pairs that may be the same person. */
const pairs = 6;

/** Gives every lead an address and a number of its own, but for a few pairs: somebody who has asked twice. @param leads by when they entered */
export function makeTwins(leads: DemoLead[]): void {
  const [addresses, numbers] = [new Set<string>(), new Set<string>()];
  for (const lead of leads) {
    lead.email = lead.email && unique(lead.email, addresses, nextAddress);
    lead.phone = lead.phone && unique(lead.phone, numbers, nextNumber);
  }
  const had = new Set<string>();
  for (const again of leads.toReversed()) {
    if (had.size === pairs) return;
    if (had.has(again.menteeId) || !isOpen(again)) continue;
    const first = leads.find((lead) => isBefore(lead, again));
    if (first?.email == null) continue;
    had.add(again.menteeId);
    again.name = first.name;
    // Written as somebody writes it on a phone, or not left the second time.
    if (had.size % 3 === 0) again.email = null;
    else again.email = first.email.charAt(0).toUpperCase() + first.email.slice(1);
    if (had.size % 3 !== 1) again.phone = first.phone;
  }
}

const isOpen = ({ status }: DemoLead) => status !== "won" && status !== "lost";

/** Of the same mentee, still open, some days to some weeks earlier. */
function isBefore(lead: DemoLead, again: DemoLead): boolean {
  const earlier = again.enteredAt - lead.enteredAt;
  return (
    lead.menteeId === again.menteeId &&
    [isOpen(lead), lead.email !== null, lead.phone !== null, earlier > 2 * day, earlier < 60 * day].every(
      Boolean,
    )
  );
}

function unique(wanted: string, taken: Set<string>, next: (from: string) => string): string {
  let free = wanted;
  while (taken.has(free)) free = next(free);
  taken.add(free);
  return free;
}

const nextAddress = (address: string) =>
  address.replace(/\d+(?=@)/, (figures) => String(Number(figures) + 1));

/** Its last four digits counted on, so that it stays in the range. */
const nextNumber = (number: string) =>
  number.slice(0, -4) + String((Number(number.slice(-4)) + 1) % 10_000).padStart(4, "0");
