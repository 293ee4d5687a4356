package org.elasticml.loadtester.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.stream.Collectors;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Remarks;
import org.elasticml.loadtester.send.Schedule;

/**
 * The shares of a run that is over, put together: what one process would have recorded.
 *
 * @param stoppedNanos when it was told to stop, from the start of the run
 * @param skewMillis how far apart the agents may have begun, at most
 */
record MergedShares(
        List<AgentShare> shares, Schedule schedule, Photos photos, OptionalLong stoppedNanos, double skewMillis) {

    /** To be asked for once: each share forgets its requests. */
    Recording recording() {
        if (stoppedNanos.isEmpty()) {
            loseThoseThatGaveUp();
        }
        boolean early = shares.stream().anyMatch(AgentShare::endedEarly);
        long untilNanos = early ? stoppedNanos.orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
        RequestLog log = new RequestLog();
        int fired = 0;
        List<String> lost = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("agents", shares.stream().map(AgentShare::name).collect(Collectors.joining(", ")));
        settings.put("start skew", String.format(Locale.ROOT, "at most %.3f ms", skewMillis));
        for (AgentShare share : shares) {
            if (share.isLost()) {
                RequestLog failed = share.failed(schedule, photos, untilNanos);
                log.addAll(failed);
                fired += failed.size();
                lost.add(share.death() + ": the " + failed.size() + " requests of its share count as failed");
                settings.put("agent " + share.name(), share.lastWords());
            } else {
                log.addAll(share.records());
                fired += share.fired();
                share.difference().ifPresent(wrong::add);
                share.forgetRecords();
            }
        }
        return new Recording(fired, log, early, new Remarks(settings, lost, wrong));
    }

    private void loseThoseThatGaveUp() {
        int all = 0;
        for (PrimitiveIterator.OfLong instants = schedule.instantsNanos(); instants.hasNext(); instants.nextLong()) {
            all++;
        }
        int agents = shares.size();
        for (int i = 0; i < agents; i++) {
            shares.get(i).mustHaveSent((all - i + agents - 1) / agents);
        }
    }
}
