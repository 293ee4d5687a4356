-- A dispatcher goes. ARGV 1: who, 2: channel to tell others by. What it holds is made orphans.

redis.call('ZREM', KEYS[7], ARGV[1])
for i = 1, STREAMS do
  while orphan(KEYS[i], ARGV[1]) == PORTION do
  end
  redis.call('XGROUP', 'DELCONSUMER', KEYS[i], GROUP, ARGV[1])
end
redis.call('PUBLISH', ARGV[2], ARGV[1])
