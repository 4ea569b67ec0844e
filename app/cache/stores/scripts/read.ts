/**
 * KEYS entry, lease, tag… · ARGV holder, leaseMs, counter, nonce, tagMs, known edition or '' · answers 1 if the known edition is
 * the entry and fresh, else {stamp, edition or nil without an entry, payload or nil for the known edition, stale, leased,
 * position or ''}. A tag's position follows its version after an `@`; only if all have one is the furthest known.
 * `allow-oom`: with its memory full and nothing to evict, the server still answers what it has. Any flags line also keeps a
 * replica from running it: what a replica says may be late.
 */
export const readScript = `#!lua flags=allow-oom
local versions = redis.call('MGET', unpack(KEYS, 3))
for i = 1, #versions do
  if not versions[i] then
    versions[i] = ARGV[3] .. ':' .. ARGV[4] .. '.' .. (i - 1)
    redis.call('SET', KEYS[i + 2], versions[i], 'PX', ARGV[5])
  end
end
local stamp = table.concat(versions, ' ')
local position = ''
if string.find(stamp, '@', 1, true) then
  local positions = 0
  stamp = string.gsub(stamp, '@(%w+)', function(at)
    positions = positions + 1
    if at > position then position = at end
    return ''
  end)
  if positions < #versions then position = '' end
end

local edition = false
local payload = false
local stale = 0
local entry = redis.call('HMGET', KEYS[1], 'stamp', 'edition', 'stale')
if entry[1] == stamp then
  edition = entry[2]
  local fresh = redis.call('PTTL', KEYS[1]) > tonumber(entry[3])
  if edition ~= ARGV[6] then
    payload = redis.call('HGET', KEYS[1], 'payload')
  elseif fresh then
    return 1
  end
  if fresh then
    return {stamp, edition, payload, 0, 0, position}
  end
  stale = 1
end

local held = redis.call('GET', KEYS[2])
local mine = stamp .. '|' .. ARGV[1]
if held and held ~= mine and string.sub(held, 1, #stamp + 1) == stamp .. '|' then
  return {stamp, edition, payload, stale, 0, position}
end
redis.call('SET', KEYS[2], mine, 'PX', ARGV[2])
return {stamp, edition, payload, stale, 1, position}
`;
