-- Puts the image of a waiting request where others find it, unless the request has ended. KEYS 1: its stream, 2: its image.
-- ARGV 1: entry, 2: its id, 3: channel to tell by, 4: for how many ms, 5: image.

if #redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1]) == 1 then
  -- Not into the log that is written to disk: whoever misses it after a restart asks for it again.
  redis.set_repl(redis.REPL_NONE)
  -- After a write a Redis out of memory takes the image as well: no more are lent than there are slots to serve them.
  redis.call('DEL', KEYS[2])
  redis.call('SET', KEYS[2], ARGV[5], 'PX', ARGV[4])
  redis.set_repl(redis.REPL_ALL)
  redis.call('PUBLISH', ARGV[3], ARGV[2])
end
