import { useNavigation } from "react-router";

/** With JavaScript: a line along the top while the next page is on its way. Only shown when that takes a while. */
export function NavigationProgress() {
  const { state } = useNavigation();
  return state === "idle" ? null : <div aria-hidden="true" className="navigation-progress" />;
}
