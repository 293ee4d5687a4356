package org.elasticml.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that runs a service on this launcher's own JVM. The first run after a build writes down, when it ends,
 * the classes that it loaded; later ones map that archive instead of reading and verifying 5,000 classes (Java's
 * class-data sharing). Archives hold classes of the plain class path only, so then the service runs on that, not by
 * Quarkus' own class loader, which is the faster one without an archive.
 *
 * @param application the service's {@code quarkus-app}
 * @param archives the folder for them; an archive's name says which JVM it is for
 */
public record ServiceJvm(Path application, String mainClass, Path archives) {
    /** An exit code: 128 and the number of SIGTERM. */
    private static final int TOLD_TO_STOP = 143;

    /** The JVM checks an archive itself and does without one that does not fit; these keep it from saying so. */
    private static final List<String> QUIETLY = List.of("-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    /**
     * What a replica's JVM is told. Its heap is small, since weights and pixels lie outside of it, and what loading the
     * weights took is given back: by default a heap begins at a 64th of the machine's memory and never shrinks below.
     * Nearly all of its time passes in native libraries, so the second compiler would only cost time at the start. The
     * young generation is held small, so that the largest PNG, 144 MB in one piece, finds room in the old one: all of it
     * has to live within 1 GiB.
     *
     * @param cores {@code REPLICA_CORES}
     */
    public static List<String> replicaOptions(int cores) {
        return List.of(
                "-XX:ActiveProcessorCount=" + cores,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx448m",
                "-XX:MaxNewSize=48m",
                "-XX:-ShrinkHeapInSteps",
                "-XX:MaxDirectMemorySize=192m");
    }

    /**
     * What the dispatcher's JVM is told. Bodies die young, so there is room for many of them between two collections. They
     * lie on the heap, at most an eighth of it; what is sent to a replica is copied outside of it until the socket has
     * taken it, and a body may be sent twice: hedged, or tried elsewhere while a frozen replica does not take it. Twice an
     * eighth is 128 MB, and with that all stays within 768 MiB; unsaid, the limit would be as large as the heap.
     */
    public static List<String> dispatcherOptions() {
        return List.of("-XX:+UseParallelGC", "-Xms256m", "-Xmx512m", "-Xmn160m", "-XX:MaxDirectMemorySize=128m");
    }

    /** What the autoscaler's JVM is told. It reads a few pages a second, and is to leave the cores to others. */
    public static List<String> autoscalerOptions() {
        return List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx128m");
    }

    /**
     * The command: with the archive, if there is one of this JVM and it is not older than the build.
     *
     * @param writes whether to write one if there is none; one of several that start together does
     */
    List<String> command(List<String> options, boolean writes) {
        List<String> command = new ArrayList<>(List.of(Project.java()));
        command.addAll(options);
        if (isFresh() || writes) {
            command.addAll(QUIETLY);
            command.add(isFresh() ? "-XX:SharedArchiveFile=" + archive() : "-XX:ArchiveClassesAtExit=" + part());
            command.addAll(List.of("-cp", classPath(), mainClass));
        } else {
            command.addAll(List.of("-jar", runner().toString()));
        }
        return command;
    }

    /** Keeps the archive, if the service that has ended wrote one, and ended because it was told to. */
    void keepArchive(Process ended) {
        try {
            if (!ended.isAlive()
                    && (ended.exitValue() == TOLD_TO_STOP || ended.exitValue() == 0)
                    && Files.exists(part())) {
                Files.move(part(), archive(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(part());
        } catch (IOException e) {
            System.err.println(
                    "the archive of classes can't be kept, so the next start is no faster: " + e.getMessage());
        }
    }

    Path archive() {
        String jvm = System.getProperty("java.vm.version").replaceAll("[^A-Za-z0-9.+-]", "_");
        return archives.resolve(mainClass.substring(mainClass.lastIndexOf('.') + 1) + "-" + jvm + ".jsa");
    }

    /** Where this launcher's service writes, which may be cut off; another launcher's writes elsewhere. */
    private Path part() {
        return archives.resolve(
                archive().getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    /** Whether there is an archive of this JVM that is not older than the build. */
    boolean isFresh() {
        try {
            return Files.exists(archive())
                    && Files.getLastModifiedTime(archive()).compareTo(Files.getLastModifiedTime(runner())) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Path runner() {
        return application.resolve("quarkus-run.jar");
    }

    /** What Quarkus generated and changed stands before what it changed. */
    private String classPath() {
        return application.resolve("quarkus") + "/*:" + application.resolve("app") + "/*:"
                + application.resolve("lib/boot") + "/*:" + application.resolve("lib/main") + "/*";
    }
}
