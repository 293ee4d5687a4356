-- Makes what the other scripts expect, where it is not there yet. KEYS 8: the key that ids are signed with.
-- ARGV 1: what to make that of. Returns the key.

-- When Redis is out of memory it refuses commands that may need more, but not in a script that has already written.
redis.call('ZREMRANGEBYSCORE', KEYS[7], '-inf', now() - GONE_MILLIS)

for i = 1, STREAMS do
  -- From 0: what is in a stream whose group was lost is served.
  local made = redis.pcall('XGROUP', 'CREATE', KEYS[i], GROUP, '0', 'MKSTREAM')
  if made.err and not made.err:find('BUSYGROUP', 1, true) then
    return made
  end
end
redis.call('SET', KEYS[8], ARGV[1], 'NX')
return redis.call('GET', KEYS[8])
