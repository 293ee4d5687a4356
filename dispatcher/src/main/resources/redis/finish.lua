-- Ends a request, once: by whoever comes first. KEYS 1: its stream, 2: its image, 3: its result.
-- ARGV 1: entry, 2: its id, 3: channel to tell by, 4: 1 if one that was never taken is ended as well,
-- 5: 1 if this was sent before and the answer got lost, 6: for how many ms the result is kept, 7: result, if there is one.
-- Returns whether it was this that ended it.

local ended = redis.call('XACK', KEYS[1], GROUP, ARGV[1]) == 1
if not ended and ARGV[4] == '1' then
  ended = redis.call('XDEL', KEYS[1], ARGV[1]) == 1
end
if not ended then
  -- If the result is the one we bring, it was us.
  return ARGV[5] == '1' and ARGV[7] and redis.call('GET', KEYS[3]) == ARGV[7] and 1 or 0
end

-- By now something is written, so that a Redis out of memory takes the result as well.
redis.call('XDEL', KEYS[1], ARGV[1])
redis.call('DEL', KEYS[2])
if ARGV[7] then
  redis.call('SET', KEYS[3], ARGV[7], 'PX', ARGV[6], 'NX')
end
redis.call('PUBLISH', ARGV[3], ARGV[2])
return 1
