export const home = {
  title: "Overview",
  soFar: (stretch: string) => `${stretch}, so far`,
  figures: {
    entered: "Leads entered",
    won: "Leads won",
    wonValue: "Won value",
    daysMedian: "Days to win, median",
  },
  course: (figure: string) => `${figure} by month`,
  wonByMonth: "Won value by month",
  wonByMonthCaption: "Value of the leads won in each month, of those declared",
  funnel: "Pipeline, last 90 days",
  wholeReport: "Whole report",
  latest: "Latest leads",
  allLeads: "All leads",
  empty: "No leads yet",
  emptyHint: "Add the first one here, or import a file with the command placar import leads.",
};
