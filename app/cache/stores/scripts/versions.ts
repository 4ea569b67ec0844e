/** KEYS tag… · answers them, version and position, nil for one that does not exist. A script, so that no replica answers it. */
export const versionsScript = `#!lua flags=allow-oom
return redis.call('MGET', unpack(KEYS))
`;
