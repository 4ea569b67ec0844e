/** A colour in linear sRGB, each channel from 0 to 1. */
export type LinearColour = readonly [red: number, green: number, blue: number];

/**
 * OKLCH to linear sRGB, clipped to what a screen shows.
 * Source: Björn Ottosson, "A perceptual color space for image processing" (2020).
 * @param hue in degrees
 */
export function fromOklch(lightness: number, chroma: number, hue: number): LinearColour {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return clip([
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]);
}

/** Contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: LinearColour, other: LinearColour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: LinearColour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How readers without one kind of cone see: Machado, Oliveira and Fernandes (2009), severity 1.0. */
export const visions: Record<string, readonly (readonly [number, number, number])[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export function seenWith(matrix: readonly (readonly number[])[], colour: LinearColour): LinearColour {
  const [red, green, blue] = matrix.map((row) =>
    row.reduce((sum, weight, index) => sum + weight * (colour[index] ?? 0), 0),
  );
  return clip([red ?? 0, green ?? 0, blue ?? 0]);
}

/** Distance in OKLab: side by side, 0.02 can just be seen; chart colours keep 0.09 and a hair of paper between them. */
export function distance(one: LinearColour, other: LinearColour): number {
  const [l1, a1, b1] = toOklab(one);
  const [l2, a2, b2] = toOklab(other);
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2);
}

function toOklab([red, green, blue]: LinearColour): [number, number, number] {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

function clip([red, green, blue]: LinearColour): LinearColour {
  const within = (channel: number) => Math.min(1, Math.max(0, channel));
  return [within(red), within(green), within(blue)];
}
