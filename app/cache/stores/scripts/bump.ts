/**
 * KEYS tag… · ARGV counter, nonce, tagMs · answers the new versions. `allow-oom`: full memory must not keep an old entry valid.
 * Lua would print large counters as 2.5e+14.
 */
export const bumpScript = `#!lua flags=allow-oom
local versions = {}
for i = 1, #KEYS do
  local counter = ARGV[1]
  local present = redis.call('GET', KEYS[i])
  if present then
    counter = string.format('%.0f', tonumber(string.match(present, '^(%d+):')) + 1)
  end
  versions[i] = counter .. ':' .. ARGV[2] .. '.' .. (i - 1)
  redis.call('SET', KEYS[i], versions[i], 'PX', ARGV[3])
end
return versions
`;
