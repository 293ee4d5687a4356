package org.elasticml.loadtester.agent;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Schedule;

/**
 * The agents of a coordinator, which has them until it closes this. They know the photos and the target; what they play is prepared
 * for each run. One that was lost in a run is connected to anew for the next.
 */
public final class Agents implements AutoCloseable {
    /** Of all photos together, which agents keep in memory. */
    public static final long MAX_PHOTO_BYTES = 256L << 20;

    private static final long PING_EVERY_MILLIS = 1000;

    /** One of them is not delayed by chance. */
    private static final int CLOCK_READINGS = 20;

    private final List<AgentAddress> addresses;
    private final Optional<AgentToken> token;
    private final Photos photos;
    private final AgentTarget target;
    private final Consumer<String> say;
    private final Vertx vertx = EventLoop.make();
    private final WebSocketClient client;
    private final Map<AgentAddress, AgentLink> links = new ConcurrentHashMap<>();

    private Agents(
            List<AgentAddress> addresses,
            Optional<AgentToken> token,
            Photos photos,
            AgentTarget target,
            Consumer<String> say) {
        this.addresses = List.copyOf(addresses);
        this.token = token;
        this.photos = photos;
        this.target = target;
        this.say = say;
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout(AgentLink.CONNECT_TIMEOUT_MILLIS)
                .setMaxFrameSize(EventLoop.MAX_FRAME_BYTES)
                .setMaxMessageSize(EventLoop.MAX_MESSAGE_BYTES));
        vertx.setPeriodic(PING_EVERY_MILLIS, id -> links.values().forEach(AgentLink::sayHello));
    }

    /**
     * Connects to all of them, hands them the photos, and lets each see that the target is there.
     *
     * @param addresses at least one
     * @param photos at most {@link #MAX_PHOTO_BYTES} together
     * @param say is told at once when an agent dies, on any thread
     * @throws AgentException naming one that can't be had, or can't reach the target
     */
    public static Agents open(
            List<AgentAddress> addresses,
            Optional<AgentToken> token,
            Photos photos,
            AgentTarget target,
            Consumer<String> say)
            throws AgentException, InterruptedException {
        Agents agents = new Agents(addresses, token, photos, target, say);
        try {
            agents.connect();
            return agents;
        } catch (AgentException | InterruptedException e) {
            agents.close();
            throw e;
        }
    }

    /**
     * A run of this schedule, to be started.
     *
     * @throws AgentException naming an agent that can't be had any more
     */
    public AgentsRun prepare(Schedule schedule) throws AgentException, InterruptedException {
        connect();
        List<AgentLink> ordered = addresses.stream().map(links::get).toList();
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            asked.add(ordered.get(i).ask(List.of(new Order.Play(schedule, new Share(i, ordered.size())))));
        }
        awaitAll(asked);
        ordered.forEach(AgentLink::resetClock);
        for (int i = 0; i < CLOCK_READINGS; i++) {
            awaitAll(ordered.stream().map(AgentLink::ping).toList());
        }
        return new AgentsRun(ordered, schedule, photos, say);
    }

    /** To those that are not there, at the same time. */
    private void connect() throws AgentException, InterruptedException {
        List<CompletableFuture<Void>> opening = new ArrayList<>();
        for (AgentAddress address : addresses) {
            AgentLink link = links.get(address);
            if (link == null || link.isLost()) {
                opening.add(AgentLink.connect(vertx, client, address, token).thenCompose(this::equip));
            }
        }
        awaitAll(opening);
    }

    private CompletableFuture<Void> equip(AgentLink link) {
        links.put(link.address(), link);
        List<Order> orders = new ArrayList<>();
        photos.photos().forEach(photo -> orders.add(new Order.Carry(photo)));
        orders.add(new Order.Aim(target));
        return link.ask(orders);
    }

    private static void awaitAll(List<CompletableFuture<Void>> all) throws AgentException, InterruptedException {
        for (CompletableFuture<Void> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new AgentException(e.getCause().getMessage());
            }
        }
    }

    @Override
    public void close() {
        links.values().forEach(AgentLink::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
