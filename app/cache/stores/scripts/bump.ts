/**
 * KEYS tag… · ARGV counter, nonce, tagMs, position or '' · answers the new versions. `allow-oom`: full memory must not keep an old
 * entry valid. Lua would print large counters as 2.5e+14. A position follows its version after an `@`; it only ever goes on, and
 * is not known as long as one of those that it stands for is not.
 */
export const bumpScript = `#!lua flags=allow-oom
local versions = {}
for i = 1, #KEYS do
  local counter = ARGV[1]
  local position = ''
  local present = redis.call('GET', KEYS[i])
  if present then
    counter = string.format('%.0f', tonumber(string.match(present, '^(%d+):')) + 1)
    local known = string.match(present, '@(.*)$')
    if known and ARGV[4] ~= '' then
      if known < ARGV[4] then known = ARGV[4] end
      position = '@' .. known
    end
  end
  versions[i] = counter .. ':' .. ARGV[2] .. '.' .. (i - 1)
  redis.call('SET', KEYS[i], versions[i] .. position, 'PX', ARGV[3])
end
return versions
`;
