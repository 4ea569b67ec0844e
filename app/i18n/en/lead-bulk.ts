import { counted } from "../plural.ts";

const some = (n: number) => counted("en", n, { one: "lead", other: "leads" });
const already = (n: number) =>
  n === 0 ? "" : ` ${counted("en", n, { one: "lead was", other: "leads were" })} there already.`;

const unchanged = "Nothing was changed.";
const sentences = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join(" ");

export const leadBulk = {
  /** the bar under the list */
  bar: "Change several leads",
  choose: (name: string) => `Select ${name}`,
  select: "Select",
  selectPage: "Select all on this page",
  selected: (n: number) => `${n} selected`,
  action: "With the selected leads",
  moveTo: "Move to",
  other: "Other",
  goOn: "Go on",
  goOnWithAll: "Go on with all that match",
  delete: "Delete",
  mark: "Mark",
  doTag: "Add a tag",
  doUntag: "Take a tag off",
  doAssign: "Say who works them",
  /** the page that asks */
  title: "Change several leads",
  none: "No lead is selected",
  noneHint: "Tick the leads in the list that you want to change, or go on with all that match.",
  noAction: "Choose what is to be done with the leads.",
  back: "Back to the list",
  ask: {
    move: (n: number, stage: string) => `Move ${some(n)} to ${stage}?`,
    won: (n: number, _stage: string) => `Mark ${some(n)} as won?`,
    lost: (n: number, _stage: string) => `Mark ${some(n)} as lost?`,
    delete: (n: number, _stage: string) => `Delete ${some(n)}?`,
    tag: (n: number) => `Add a tag to ${some(n)}?`,
    untag: (n: number) => `Take a tag off ${some(n)}?`,
    assign: (n: number) => `Who is to work ${some(n)}?`,
  },
  whichSelected: "The leads that you selected",
  whichAll: (filter: string | undefined) =>
    filter === undefined ? "All leads" : `All that match: ${filter}`,
  stages: "Leads by stage",
  columns: { stage: "Stage", leads: "Leads", becomes: "What happens" },
  moves: "are moved",
  stays: "stay as they are",
  toBin: "go into the bin",
  allThere: "All of them are there already: there is nothing to do.",
  winHint: "One date for all of them. The values stay as they are if you leave the field blank.",
  valueOfEach: "Value of each",
  tag: "Tag",
  tagHint: "One of yours, or a new one. Leads that carry it already stay as they are.",
  carried: "Tags that they carry now",
  noneCarried: "None of them carries a tag: there is nothing to do.",
  carriedBy: (tag: string, n: number) => `${tag} · ${some(n)}`,
  owned: "Who works them now",
  newOwner: "From now on",
  nobody: "Nobody",
  newOwnerHint: "Leads that this person may not see stay as they are.",
  deleteText: "The leads go into the bin, out of every list and report. They can be restored from there.",
  confirm: {
    move: (n: number) => `Move ${some(n)}`,
    won: (n: number) => `Mark ${some(n)} as won`,
    lost: (n: number) => `Mark ${some(n)} as lost`,
    delete: (n: number) => `Delete ${some(n)}`,
    tag: (n: number) => `Tag ${some(n)}`,
    untag: "Take the tag off",
    assign: (n: number) => `Assign ${some(n)}`,
  },
  conflict: (before: number, now: number) =>
    `Nothing was changed: when you were asked there were ${some(before)}, now there ${now === 1 ? "is" : "are"} ${now}. Look again, then go on.`,
  flash: {
    moved: (n: number, skipped: number) => `${some(n)} moved.${already(skipped)}`,
    deleted: (n: number) => `${some(n)} put into the bin.`,
    toBin: "Open the bin",
    tagged: (n: number, tag: string, skipped: number) =>
      sentences(
        n === 0 ? unchanged : `${some(n)} tagged ${tag}.`,
        skipped > 0 && `${some(skipped)} carried it already.`,
      ),
    untagged: (n: number, skipped: number) =>
      sentences(
        n === 0 ? unchanged : `Tag taken off ${some(n)}.`,
        skipped > 0 && `${some(skipped)} did not carry it.`,
      ),
    assigned: (n: number, skipped: number, barred: number) =>
      sentences(
        n === 0 ? unchanged : `${some(n)} assigned.`,
        skipped > 0 && `${counted("en", skipped, { one: "lead was", other: "leads were" })} so already.`,
        barred > 0 &&
          `${counted("en", barred, { one: "lead stays as it is", other: "leads stay as they are" })}: out of that person's sight.`,
      ),
  },
};
