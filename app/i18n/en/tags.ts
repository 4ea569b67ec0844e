export const tags = {
  title: "Tags",
  manage: "Manage tags",
  explain:
    "Words that leads are marked with. A new one is made where it is first used: on a lead's page, or on several leads of the list at once.",
  empty: "No tags yet",
  emptyHint: "Open a lead and add the first one there.",
  name: "Name",
  actions: "Actions",
  renameOf: (name: string) => `Rename ${name}`,
  renameHint: "Every lead that carries it shows the new name. VIP and vip are one tag.",
  conflict: "Not saved: somebody else was faster. Save again to put your name in place of the saved one.",
  ofLead: {
    none: "No tags yet.",
    add: "Add a tag",
    submit: "Add",
    remove: (name: string) => `Remove the tag ${name}`,
  },
  merge: {
    link: "Merge",
    title: (name: string) => `Merge ${name} into another tag`,
    text: (name: string) =>
      `Every lead that carries ${name} will carry the tag you choose, and ${name} is gone. This cannot be taken back.`,
    into: "Tag that stays",
    confirm: "Merge",
    noOthers: "There is no other tag.",
  },
  delete: {
    link: "Delete",
    title: (name: string) => `Delete the tag ${name}?`,
    text: "It is taken off every lead. The leads stay. This cannot be taken back.",
    confirm: "Delete",
  },
  flash: {
    added: (name: string) => `The lead now carries the tag ${name}.`,
    removed: "The tag was taken off the lead.",
    renamed: (name: string) => `The tag is called ${name} now.`,
    merged: "The two tags are one now.",
    deleted: "The tag was deleted.",
  },
};
