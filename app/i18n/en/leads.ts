export const leads = {
  title: "Leads",
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
