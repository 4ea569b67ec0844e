import { type SQL, sql } from "drizzle-orm";

/**
 * A UUIDv7 for each row that a statement makes (RFC 9562, 5.7): `uuidv7()` is there from Postgres 18 on only. 48 bits of milliseconds, the version, and what
 * is random of a UUIDv4.
 */
export const newIdSql: SQL<string> = sql`encode(
  set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid`;
