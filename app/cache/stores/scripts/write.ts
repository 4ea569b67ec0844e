/**
 * KEYS entry, lease, tag… · ARGV holder, stamp, payload, lifeMs, staleMs · answers 1 if written. Refused by the server when its
 * memory is full.
 */
export const writeScript = `#!lua
if redis.call('GET', KEYS[2]) == ARGV[2] .. '|' .. ARGV[1] then
  redis.call('DEL', KEYS[2])
end
local tags = {}
for i = 3, #KEYS do tags[i - 2] = KEYS[i] end
local versions = redis.call('MGET', unpack(tags))
for i = 1, #tags do
  if not versions[i] then return 0 end
end
if table.concat(versions, ' ') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'stamp', ARGV[2], 'payload', ARGV[3], 'stale', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
`;
