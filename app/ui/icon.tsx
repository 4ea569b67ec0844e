/** The few signs the interface needs, drawn on a 16-unit grid. All of them only repeat what words say. */
const shapes = {
  up: "M8 3 14 13H2Z",
  down: "M8 13 2 3h12Z",
  same: "M2 6.75h12v2.5H2Z",
  next: "M5.5 2 11.5 8l-6 6",
  previous: "M10.5 2 4.5 8l6 6",
  menu: "M1 3.5h14M1 8h14M1 12.5h14",
  plus: "M8 2v12M2 8h12",
  check: "m2.5 8.5 4 4 7-9",
  alert: "M8 2v7.5M8 12v2",
  close: "m3 3 10 10M13 3 3 13",
} as const;

const filled: ReadonlySet<string> = new Set(["up", "down", "same"]);

export type IconName = keyof typeof shapes;

export function Icon({ name, className = "size-3.5" }: { name: IconName; className?: string }) {
  const solid = filled.has(name);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={`inline-block shrink-0 ${className}`}
      fill={solid ? "currentColor" : "none"}
      stroke={solid ? "none" : "currentColor"}
      strokeWidth="2"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
