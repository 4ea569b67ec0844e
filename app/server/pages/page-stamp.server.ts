import { hash } from "node:crypto";
import { groupOf, maxTags, type Tag, type TagVersions } from "#app/cache/index.ts";
import { signValue, verifyValue } from "#app/signing/signed-value.server.ts";
import type { Sources } from "./page-sources.server.ts";

/*
 * The entity tag of a page says what the page was made from: its tags, a digest of their versions, until when it holds. It is
 * signed for one reader, address and look, so that it is worth nothing anywhere else. Weak, because the same page differs from
 * answer to answer in its nonce, its request id and its encoding.
 */

/** Bytes. What needs more gets none: headers are limited, and sent with every request. */
const longest = 2048;

/** Everything beside its sources that decides what a page looks like; all of it is known of a request before anything is read. */
export interface PageBinding {
  build: string;
  /** the session's, which names its user */
  token: string;
  /** path and search as asked for; that of data has a suffix */
  url: string;
  locale: string;
  theme: string;
}

/** What an entity tag says once its signature was found to be ours. */
export interface PageStamp {
  /** as it stands in the header */
  value: string;
  tags: Tag[];
  /** of the tags' versions */
  digest: string;
  until: number;
  /** pattern of the route, for the log */
  route: string;
}

/** The value of an ETag header, or undefined where it would be too long. */
export function entityTag(
  { versions, until }: Sources,
  route: string,
  binding: PageBinding,
  secret: string,
): string | undefined {
  const tags = (Object.keys(versions) as Tag[]).sort();
  const names = [...Map.groupBy(tags, groupOf)].map(([group, members]) => [
    group,
    ...members.map((tag) => tag.slice(group.length + 2)),
  ]);
  const text = JSON.stringify([
    digestOf(tags, versions),
    Number.isFinite(until) ? until : null,
    route,
    names,
  ]);
  const value = `W/"${signValue(Buffer.from(text).toString("base64url"), purposeOf(binding), secret)}"`;
  return value.length <= longest && tags.length <= maxTags ? value : undefined;
}

/**
 * What the entity tags in an If-None-Match header say; the first that we made for this reader and address.
 * @param header one or several entity tags (RFC 9110, 13.1.2)
 */
export function readEntityTag(header: string, binding: PageBinding, secret: string): PageStamp | undefined {
  for (const [value, signed = ""] of header.slice(0, 4 * longest).matchAll(/W\/"([\w.-]+)"/g)) {
    const text = verifyValue(signed, purposeOf(binding), secret);
    if (text === undefined) continue;
    // Signed: it has the shape that was given to it.
    const [digest, until, route, names] = JSON.parse(Buffer.from(text, "base64url").toString()) as [
      string,
      number | null,
      string,
      [string, ...string[]][],
    ];
    const tags = names.flatMap(([group, ...members]) => members.map((name) => `{${group}}${name}` as Tag));
    return { value, tags, digest, until: until ?? Number.POSITIVE_INFINITY, route };
  }
  return undefined;
}

/** Whether the tags have the versions that a page was made from, all of them, and its time has not run out. */
export function stillHolds(
  { tags, digest, until }: PageStamp,
  versions: TagVersions,
  now = Date.now(),
): boolean {
  return (
    now < until && tags.every((tag) => versions[tag] !== undefined) && digestOf(tags, versions) === digest
  );
}

/** 128 bits: versions are random, so nobody looks for two that collide. */
function digestOf(tags: readonly Tag[], versions: TagVersions): string {
  const text = tags.map((tag) => versions[tag]).join(" ");
  return hash("sha256", text, "base64url").slice(0, 22);
}

/** All of a binding in one text: what a signature is for, and what something is remembered under. */
export function purposeOf({ build, token, url, locale, theme }: PageBinding): string {
  return JSON.stringify(["page", build, token, url, locale, theme]);
}
