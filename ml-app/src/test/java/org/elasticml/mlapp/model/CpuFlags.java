package org.elasticml.mlapp.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine's CPU can do, by Linux' word for it. */
public final class CpuFlags {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private CpuFlags() {}

    /** Skips the rest of the test where no flag contains this. */
    public static void require(String flag) throws IOException {
        String cpuInfo = Files.exists(CPU_INFO) ? Files.readString(CPU_INFO) : "";
        assumeTrue(cpuInfo.contains(flag), "this CPU has no " + flag);
    }
}
