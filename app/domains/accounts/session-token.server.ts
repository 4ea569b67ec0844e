/**
 * A session's token carries its user, `<user id>.<random>`, so that what is cached of it can be tagged with the user before it
 * is read: a change to a person then reaches all their sessions.
 */
export function bindToUser(random: string, userId: string): string {
  return `${userId}.${random}`;
}

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[A-Za-z0-9_-]{20,}$/;

/** The user a token was made for; undefined for what is no token of ours. */
export function userIdOfToken(token: string): string | undefined {
  return shape.exec(token)?.[1];
}
