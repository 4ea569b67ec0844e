export const home = {
  title: "Overview",
};
