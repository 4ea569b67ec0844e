/**
 * KEYS entry, lease, tag… · ARGV holder, stamp, edition, payload, lifeMs, staleMs, position or '' · answers 1 if written. Refused by the server
 * when its memory is full. A tag without a position, which would follow its version after an `@`, is given this one.
 */
export const writeScript = `#!lua
if redis.call('GET', KEYS[2]) == ARGV[2] .. '|' .. ARGV[1] then
  redis.call('DEL', KEYS[2])
end
local tags = {}
for i = 3, #KEYS do tags[i - 2] = KEYS[i] end
local present = redis.call('MGET', unpack(tags))
local versions = {}
for i = 1, #tags do
  if not present[i] then return 0 end
  versions[i] = string.match(present[i], '^[^@]*')
end
if table.concat(versions, ' ') ~= ARGV[2] then return 0 end
if ARGV[7] ~= '' then
  for i = 1, #tags do
    if present[i] == versions[i] then
      redis.call('SET', tags[i], versions[i] .. '@' .. ARGV[7], 'KEEPTTL')
    end
  end
end
redis.call('HSET', KEYS[1], 'stamp', ARGV[2], 'edition', ARGV[3], 'payload', ARGV[4], 'stale', ARGV[6])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
`;
