-- Asks for the image of a waiting request, which is with the dispatcher that took it in. KEYS 1: its stream, 2: its image,
-- 3: the set of live dispatchers. ARGV 1: entry, 2: channel to ask by, 3: what to say there, 4: 1 if a dispatcher that is
-- not heard of is gone.
-- Returns the image if it was lent already; 1 if it was asked for; 0 if nobody waits any more.

local entry = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
if not entry then
  return 0
end
local heard = redis.call('ZSCORE', KEYS[3], value(entry[2], 'origin'))
-- Twice the time: after Redis stood still for a while we may come before the other's next beat.
if ARGV[4] == '1' and (not heard or tonumber(heard) < now() - 2 * GONE_MILLIS) then
  return 0
end
local image = redis.call('GET', KEYS[2])
if image then
  return image
end
redis.call('PUBLISH', ARGV[2], ARGV[3])
return 1
