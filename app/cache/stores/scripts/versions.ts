/** KEYS tag… · answers their versions, nil for one that does not exist. A script, so that no replica answers it. */
export const versionsScript = `#!lua flags=allow-oom
return redis.call('MGET', unpack(KEYS))
`;
