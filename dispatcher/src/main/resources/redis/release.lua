-- Makes orphans of entries that a dispatcher holds. ARGV 1: who, 2: channel to tell others by, then stream and entry of each.

for i = 3, #ARGV, 2 do
  local stream, entry = KEYS[tonumber(ARGV[i])], ARGV[i + 1]
  -- By now it may be another's.
  local pending = redis.call('XPENDING', stream, GROUP, entry, entry, 1, ARGV[1])[1]
  if pending then
    -- Nobody died over it: it counts as if it had not been taken.
    redis.call('XCLAIM', stream, GROUP, ORPHANS, 0, entry, 'RETRYCOUNT', math.max(0, pending[4] - 1), 'JUSTID')
  end
end
redis.call('PUBLISH', ARGV[2], ARGV[1])
