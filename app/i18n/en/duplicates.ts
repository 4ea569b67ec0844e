export const duplicates = {
  ofLead: "May be the same as",
  compare: "Compare and merge",
  found:
    "Not added yet: there is somebody with this e-mail address or phone number already. What you typed is kept. If it is somebody else, add it anyway at the end of the form.",
  caption: "What you typed and who is there",
  typed: "You typed",
  again: "Check again and save",
  anyway: "Add it anyway",
  mergeTitle: "Merge two leads",
  mergeText:
    "The lead that came in first stays, with the values you choose. Interactions, tasks, tags and the history of both are on its page. The other goes into the bin and leads there; this cannot be taken back.",
  older: "Came in first",
  newer: "Came in later",
  merge: "Merge",
  conflict:
    "Not merged: somebody else has changed one of them meanwhile. Below is what is saved now; your choices are kept.",
  merged: "merged into",
  flash: { merged: "The two leads are one now." },
};
