/**
 * KEYS entry, lease, tag… · ARGV holder, leaseMs, counter, nonce, tagMs · answers {stamp, payload or nil, stale, leased,
 * position or ''}. A tag's position follows its version after an `@`.
 * `allow-oom`: with its memory full and nothing to evict, the server still answers what it has. Any flags line also keeps a
 * replica from running it: what a replica says may be late.
 */
export const readScript = `#!lua flags=allow-oom
local tags = {}
for i = 3, #KEYS do tags[i - 2] = KEYS[i] end
local versions = redis.call('MGET', unpack(tags))
local position = ''
local unknown = false
for i = 1, #tags do
  if not versions[i] then
    versions[i] = ARGV[3] .. ':' .. ARGV[4] .. '.' .. (i - 1)
    redis.call('SET', tags[i], versions[i], 'PX', ARGV[5])
    unknown = true
  else
    local at = string.find(versions[i], '@', 1, true)
    if at then
      local known = string.sub(versions[i], at + 1)
      if known > position then position = known end
      versions[i] = string.sub(versions[i], 1, at - 1)
    else
      unknown = true
    end
  end
end
if unknown then position = '' end
local stamp = table.concat(versions, ' ')

local payload = false
local stale = 0
local entry = redis.call('HMGET', KEYS[1], 'stamp', 'stale')
if entry[1] == stamp then
  payload = redis.call('HGET', KEYS[1], 'payload')
  if redis.call('PTTL', KEYS[1]) > tonumber(entry[2]) then
    return {stamp, payload, 0, 0, position}
  end
  stale = 1
end

local held = redis.call('GET', KEYS[2])
local mine = stamp .. '|' .. ARGV[1]
if held and held ~= mine and string.sub(held, 1, #stamp + 1) == stamp .. '|' then
  return {stamp, payload, stale, 0, position}
end
redis.call('SET', KEYS[2], mine, 'PX', ARGV[2])
return {stamp, payload, stale, 1, position}
`;
