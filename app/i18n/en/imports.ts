import { formatFor } from "../format.ts";
import { counted } from "../plural.ts";

const count = formatFor("en").number;

const columns = (n: number) => counted("en", n, { one: "column", other: "columns" });

export const imports = {
  title: "Imports",
  new: "Import leads",
  line: "Line",
  reason: "Reason",
  toLeads: "To the leads",
  uploadedBy: (when: string, who: string) => `Uploaded ${when} by ${who}`,
  nothingImported: "Nothing was imported.",
  states: {
    uploading: "Uploading",
    uploaded: "Uploaded",
    rehearsed: "Rehearsed",
    queued: "Waiting",
    running: "Running",
    done: "Imported",
    failed: "Failed",
    reverted: "Taken back",
  },
  tasks: { rehearse: "Being rehearsed", import: "Being imported", revert: "Being taken back" },
  counts: { created: "Created", updated: "Updated", unchanged: "Unchanged", rejected: "Rejected" },
  did: {
    created: "New leads.",
    updated: "Leads that the file changed.",
    unchanged: "Leads that were as the file says.",
    rejected: "Rows that were left out.",
  },
  would: {
    created: "New leads, once imported.",
    updated: "Leads that the file would change.",
    unchanged: "Leads that are as the file says.",
    rejected: "Rows that would be left out.",
  },
  list: {
    file: "File",
    state: "State",
    by: "By",
    byCommand: "the command line",
    at: "When",
    empty: "Nothing has been imported yet",
    emptyHint:
      "Upload a file of leads as CSV. You say which column is what, and see what would change before anything does.",
  },
  upload: {
    text: "Upload your leads as CSV. Nothing is changed yet: next you say which column is what, and then you see what would happen.",
    file: "File",
    hint: (megabytes: number) =>
      `CSV in UTF-8, with commas, semicolons or tabs; the first line names the columns. ${megabytes} MB at most.`,
    send: "Upload",
    sending: "Uploading…",
  },
  mapping: {
    title: "Which column is what?",
    change: "Change the columns",
    sample: "How the file begins",
    noRows: "There are no rows below the names of the columns.",
    notInFile: "Not in the file",
    parts: {
      lead: "The lead",
      pipeline: "In the pipeline",
      mentees: "Whose lead it is",
      rows: "What may happen",
    },
    fields: {
      rows: "Rows of the file",
      leadId: "Placar id",
      externalId: "External id",
      name: "Name",
      email: "E-mail",
      phone: "Phone",
      countryCode: "Country code of phones without one",
      source: "Source",
      enteredAt: "Entered on",
      enteredAtPattern: "How that date is written",
      status: "Status",
      wonAt: "Won on",
      wonAtPattern: "How that date is written",
      lostReason: "Reason of the loss",
      value: "Value",
      decimal: "How amounts are written",
      zeroUndeclared: "A value of 0 says that none was declared",
      mentee: "Mentee",
      menteeName: "Mentee of all rows",
      cohort: "Cohort for new mentees",
      cohortStartsOn: "First day of that cohort",
      unknown: "Words for “nobody knows”",
    },
    hints: {
      leadId:
        "In files that were exported here: its lead is found by it. For leads of another organization choose “Not in the file”.",
      externalId:
        "What tells one lead from another: a lead that is there already is found by it. New leads need one.",
      name: "Without one, new leads are called by their external ids.",
      countryCode: "For example +55.",
      unknown: "Separated by commas, for example n/d, unknown. They count as blank.",
      wonAt: "A row with such a date is a won lead.",
      status: "Without one, new leads are new.",
      mentee: "The name of the mentee’s business.",
      menteeName: "Where the file has no column for it.",
      cohort: "Mentees that are not there yet are added to it. Left blank, rows that name them are rejected.",
      cohortStartsOn: "Its start, should the cohort be new, and the day on which its new mentees joined.",
    },
    pattern: (pattern: string) => pattern,
    instant: "With time and offset: 2026-01-31T14:30:00Z",
    words: "What each status is called in the file",
    wordsText: "Separated by commas, just as the file writes them.",
    rows: {
      upsert: "create leads that are not there, and update those that are",
      "update-only": "only update leads that are there; others are rejected",
    },
    send: "Rehearse",
    sending: "Saving…",
    sendHint: "The rehearsal shows what would change. Nothing is imported yet.",
  },
  progress: {
    queued: "Waiting for its turn",
    rehearse: "Rehearsing",
    import: "Importing",
    revert: "Taking back",
    rows: (rows: string, n: number) => (n === 1 ? "1 row so far" : `${rows} rows so far`),
    rowsOf: (rows: string, all: string) => `${rows} of ${all} rows`,
    again: (attempt: number) =>
      `The server stopped in the middle. Nothing of it was kept, and it has begun anew: this is attempt ${attempt}.`,
    leave: "This page looks again by itself. You may leave it: the work goes on.",
    othersWait:
      "Meanwhile every page of this installation waits, this one too: it runs on the embedded database.",
  },
  rehearsal: {
    text: "This is what an import would do. Nothing has been changed yet.",
    nothing: "An import would change nothing.",
    carryOut: "Import now",
    starting: "Starting…",
    othersWait:
      "While it imports, every page of this installation waits until it is through, everybody’s: it runs on the embedded database. 20,000 new leads take some twenty seconds. Import large files when nobody works.",
    makes: (mentees: number, cohorts: number) =>
      cohorts === 0
        ? `It would also add ${counted("en", mentees, { one: "mentee", other: "mentees" })}.`
        : `It would also add ${counted("en", mentees, { one: "mentee", other: "mentees" })} and a cohort for them.`,
    report: "What the pipeline report would become",
    reportText: "All leads of the organization, over all time.",
    figure: "Figure",
    now: "Now",
    later: "After the import",
    sources: "Leads by source, where their number would change",
  },
  rejected: {
    title: "Rejected rows",
    text: "Correct them in a copy and upload that: the file has the same columns, and one more with the reasons.",
    first: (n: number, all: string) =>
      `The first ${n} of ${all}. Correct them in a copy and upload that: the file has all of them, the same columns, and one more with the reasons.`,
    download: "Download rejected rows",
    /** Heads the column with the reasons; not called as the reason of a loss may be, for which it would be taken. */
    why: "Why it was rejected",
    row: "Row",
    fileName: "rejected",
  },
  duplicates: {
    title: "Possible duplicates",
    would: (n: number) =>
      `${count(n)} of the new leads would have the e-mail address or phone number of a lead that is there already, or of an earlier row.`,
    did: (n: number) =>
      `${counted("en", n, { one: "of the new leads has", other: "of the new leads have" })} the e-mail address or phone number of a lead that was there already, or of an earlier row.`,
    look: "See which",
    wouldHint:
      "Take them out of the file and upload it again, or import them and merge the pairs afterwards.",
    didHint: "Compare each pair, and merge those that are one person.",
    first: (n: number, all: string) => `The first ${n} of ${all}.`,
    shares: "Shares",
    ways: { both: "E-mail and phone", email: "E-mail", phone: "Phone" },
    ofLine: (line: string) => `line ${line}`,
    gone: "a lead that is gone since",
    withOther: (name: string) => `with ${name}`,
    /** On the command line. */
    summary: (n: number, dryRun: boolean) =>
      `${counted("en", n, { one: "possible duplicate", other: "possible duplicates" })}: ${dryRun ? "new leads that would share" : "new leads that share"} an e-mail address or phone number with another.`,
  },
  revert: {
    do: "Take back…",
    title: (file: string) => `Take ${file} back?`,
    text: (created: number, updated: number) =>
      [
        ...(created > 0
          ? [
              `${counted("en", created, { one: "lead that this import created is", other: "leads that this import created are" })} deleted for good`,
            ]
          : []),
        ...(updated > 0
          ? [
              `${counted("en", updated, { one: "lead that it changed gets back what it was", other: "leads that it changed get back what they were" })}, with the history`,
            ]
          : []),
      ]
        .join(", and ")
        .concat("."),
    stays:
      "Mentees and cohorts that it added stay. Where somebody has worked on one of these leads since, nothing is taken back and you are told which.",
    othersWait:
      "While it is taken back, every page of this installation waits until that is through: it runs on the embedded database.",
    confirm: "Take this import back",
    done: "This import was taken back: its leads are gone, or as they were before. Mentees and cohorts that it added stayed.",
    obstacles: "What is in the way",
    obstaclesText: "These leads are not as the import left them.",
    why: {
      changed: "changed since",
      deleted: "deleted since",
      used: "has interactions, tasks, tags or a duplicate since",
    },
  },
  flash: { elsewhere: "This import is at another point meanwhile. Nothing was done." },
  /** Why a row was left out, after its line and column. */
  reasons: {
    blank: () => "is blank",
    tooLong: (length: number, most: number) => `has ${length} characters, ${most} at most`,
    noText: () => "has characters that are no text",
    email: (cell: string) => `expected an e-mail address, got ${cell}`,
    phone: (cell: string) => `expected a phone number, got ${cell}`,
    phoneWithCountry: (cell: string) =>
      `expected a phone number with its country, such as +5511987654321, got ${cell}`,
    instant: (cell: string) => `expected a time with an offset, such as 2026-01-31T14:30:00Z, got ${cell}`,
    date: (pattern: string, cell: string) => `expected a date as ${pattern}, got ${cell}`,
    toCome: (cell: string) => `is still to come: ${cell}`,
    amount: (digits: number, mark: string, cell: string) =>
      `expected an amount with ${digits} decimals at most, marked by ${mark}, got ${cell}`,
    status: (words: string, cell: string) => `expected one of ${words}, got ${cell}`,
    columns: (found: number, expected: number) => `has ${columns(found)}, the first line has ${expected}`,
    statusOfWon: (status: string) => `the status is ${status}, but there is a won date`,
    wonWithoutDate: () => "a won lead needs the date on which it was won",
    notLost: (status: string) => `the lead is not lost but ${status}`,
    leadId: (cell: string) => `expected an id as Placar’s export has it, got ${cell}`,
    unknownLead: () => "no lead of this organization has this Placar id",
    externalIdStays: () => "the lead with this Placar id has another external id, or none, and keeps it",
    deleted: () => "the lead with this id was deleted",
    noLead: () => "there is no lead with this id",
    sameId: (line: number) => `is the same as in line ${line}`,
    noMentee: (name: string) => `there is no mentee called ${name}`,
    severalMentees: (name: string) => `several mentees are called ${name}`,
    archivedMentee: (name: string) => `the mentee ${name} is in the archive and takes no leads`,
    archivedCohort: (mentee: string, cohort: string) =>
      `there is no mentee called ${mentee}, and the cohort ${cohort} is in the archive and takes none`,
    refused: (message: string) => `the database refuses it: ${message}`,
  },
  /** Why a file cannot be imported. */
  problems: {
    empty: (file: string) => `${file} is empty.`,
    noCsv: (file: string) => `${file} is not a CSV file.`,
    archive: (file: string) =>
      `${file} is not a CSV file but a spreadsheet or an archive. Save it as CSV UTF-8.`,
    utf16: (file: string) => `${file} is UTF-16. Save the file as CSV UTF-8.`,
    notUtf8: (file: string, line: number) => `${file}, line ${line}: not UTF-8. Save the file as CSV UTF-8.`,
    openQuote: (file: string, line: number) => `${file}, line ${line}: a quoted value is never closed.`,
    broken: (file: string, line: number, message: string) => `${file}, line ${line}: ${message}.`,
    noColumn: (file: string, column: string, columns: string) =>
      `${file} has no column ${column}. Its columns are: ${columns}.`,
    columnTwice: (file: string, column: string) => `${file} has the column ${column} twice.`,
    tooLarge: (file: string, megabytes: number) =>
      `${file} is larger than ${megabytes} MB. Split it, or ask the operator to import it on the command line.`,
    uploadTooLarge: (megabytes: number) =>
      `The file is larger than ${megabytes} MB. Split it, or ask the operator to import it on the command line.`,
    tooManyColumns: (file: string, columns: number, most: number) =>
      `${file} has ${columns} columns in its first line; it may have ${most} at most. Leave out those that are not needed.`,
    noFile: () => "Choose a file first.",
    swept: (file: string) => `${file} was uploaded too long ago and is gone. Upload it again.`,
    gaveUp: () =>
      "The server stopped in the middle, several times. Nothing was imported. Try again, or ask the operator.",
    gaveUpReverting: () =>
      "The server stopped in the middle, several times. Nothing was taken back. Try again, or ask the operator.",
    changedSince: (leads: number) =>
      `Nothing was taken back: somebody has worked since on ${counted("en", leads, { one: "lead", other: "leads" })} of this import.`,
  },
};
