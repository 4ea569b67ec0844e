export const reports = {
  title: "Reports",
  pipeline: { title: "Pipeline" },
};
