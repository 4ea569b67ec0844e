export const leads = {
  title: "Leads",
  columns: {
    lead: "Lead",
    mentee: "Mentee",
    status: "Status",
    source: "Source",
    value: "Value",
    entered: "Entered",
  },
  status: {
    new: "New",
    first_contact: "First contact",
    qualified: "Qualified",
    proposal: "Proposal",
    negotiation: "Negotiation",
    won: "Won",
    lost: "Lost",
  },
};
