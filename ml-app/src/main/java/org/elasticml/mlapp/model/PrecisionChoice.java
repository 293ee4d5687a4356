package org.elasticml.mlapp.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which precision serves, and why, in words.
 *
 * @param reason for logs and answers
 */
public record PrecisionChoice(Precision precision, String reason) {
    /** CPUID leaf 1D describes AMX's tiles. Where a hypervisor hides it, oneDNN can't use AMX, whatever the flags say. */
    private static final int TILE_LEAF = 0x1d;

    /**
     * By the setting {@code MODEL_PRECISION}: {@code fp32}, {@code bf16} and {@code int8} are what they say.
     * {@code auto} is bf16 where the CPU computes in it, and else fp32. A CPU with AMX whose tiles are hidden gets fp32:
     * there bf16 was measured to be slower, while on one that has AVX512-BF16 and no AMX it is nearly twice as fast
     * (docs/performance.md).
     *
     * @param cpuInfo Linux' {@code /proc/cpuinfo}; empty elsewhere
     * @throws IllegalArgumentException if the setting is none of these, or the CPU can't do it; fit for a user
     */
    public static PrecisionChoice of(String setting, String cpuInfo) {
        Set<String> flags = new HashSet<>(Arrays.asList(field(cpuInfo, "flags").split(" ")));
        boolean amx = flags.contains("amx_bf16") && flags.contains("amx_tile");
        switch (setting) {
            case "fp32":
                return new PrecisionChoice(Precision.FP32, "as set");
            case "bf16":
                require(setting, amx || flags.contains("avx512_bf16"), "AMX nor AVX512-BF16");
                return new PrecisionChoice(Precision.BF16, "as set");
            case "int8":
                require(
                        setting,
                        flags.contains("avx512_vnni") || flags.contains("avx_vnni"),
                        "AVX512-VNNI nor AVX-VNNI");
                return new PrecisionChoice(Precision.INT8, "as set");
            case "auto":
                if (amx) {
                    return number(field(cpuInfo, "cpuid level")) >= TILE_LEAF
                            ? new PrecisionChoice(Precision.BF16, "the CPU has AMX")
                            : new PrecisionChoice(
                                    Precision.FP32, "the CPU has AMX, but the hypervisor hides its tiles");
                }
                return flags.contains("avx512_bf16")
                        ? new PrecisionChoice(Precision.BF16, "the CPU has AVX512-BF16")
                        : new PrecisionChoice(Precision.FP32, "the CPU has neither AMX nor AVX512-BF16");
            default:
                throw new IllegalArgumentException(
                        "MODEL_PRECISION is '" + setting + "'; it is auto, fp32, bf16 or int8");
        }
    }

    private static void require(String setting, boolean possible, String neither) {
        if (!possible) {
            throw new IllegalArgumentException(
                    "MODEL_PRECISION is " + setting + ", but this CPU has neither " + neither + "; auto or fp32 work");
        }
    }

    /** The first value of that name: "name : value", a line each. */
    private static String field(String cpuInfo, String name) {
        return cpuInfo.lines()
                .filter(line -> line.startsWith(name) && line.contains(":"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
