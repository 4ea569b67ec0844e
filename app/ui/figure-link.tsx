import { Link } from "./link.tsx";

export interface FigureLinkProps {
  /** the list of exactly the rows behind the figure */
  to: string;
  /** which figure of what it is, with its value: "Instagram, Leads won: 93" */
  name: string;
  /** as it reads on the page */
  children: string;
  className?: string;
}

/** A figure that leads to its rows. Sight needs the figure alone, since it stands under its head; its name says the rest. */
export function FigureLink({ to, name, children, className = "tally-link" }: FigureLinkProps) {
  return (
    <Link to={to} aria-label={name} className={className}>
      {children}
    </Link>
  );
}
