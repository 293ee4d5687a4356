package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTableTest {
    private static double[] rates(List<String> lines) throws WorkloadFormatException {
        Workload workload = Workload.parse("w.csv", lines);
        return IntStream.range(0, workload.seconds())
                .mapToDouble(workload::ratePerSecond)
                .toArray();
    }

    /** Lines are separated by slashes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
            0,5/1,6/2,7                                     | 5 6 7
            0;5/1;6.5                                       | 5 6.5
            time,rps/0,5/1,6                                | 5 6
            rate;Timestamp/5;1700000000/6;1700000001        | 5 6
            "Time (s)","QPS"/"0","5"/"1","6"                | 5 6
            time,errors,rps,requests/0,9,5,3/1,9,6,3        | 5 6
            t , rate / 0 , 5 / 1 , 6                        | 5 6
            second,rate # what/# more/0,5/1,6 # end         | 5 6
            0,5/3,6/4,7                                     | 5 5 5 6 7
            0,5/2,6                                         | 5 5 6 6
            10,5                                            | 5
            0,8/0.5,4/1,2/2,6                               | 6 2 6
            0,4/0.5,8                                       | 6
            0.5,4/1.5,8                                     | 4 8
            0,4/1.5,8/3,8                                   | 4 6 8 8 4
            time,count/0,600/60,1200/120,0                  | 10*60 20*60 0*60
            time,requests/0,5/1,6                           | 5 6
            time,count/0,3/0.5,4/1,8                        | 7 8
            """)
    void readsTables(String lines, String expected) throws WorkloadFormatException {
        assertArrayEquals(repeated(expected), rates(List.of(lines.split("/"))), 1e-9);
    }

    /** "10*2 5" is 10 10 5. */
    private static double[] repeated(String numbers) {
        return List.of(numbers.split(" ")).stream()
                .map(number -> number.split("\\*"))
                .flatMapToDouble(parts -> IntStream.range(0, parts.length == 1 ? 1 : Integer.parseInt(parts[1]))
                        .mapToDouble(i -> Double.parseDouble(parts[0])))
                .toArray();
    }

    @Test
    void tabsSeparateColumnsBelowAHeaderOnly() throws WorkloadFormatException {
        assertArrayEquals(new double[] {5, 6}, rates(List.of("time\trate", "0\t5", "1\t6")));
        assertArrayEquals(new double[] {0, 5, 1, 6}, rates(List.of("0\t5", "1\t6")));
    }

    @Test
    void skipsAByteOrderMark() throws WorkloadFormatException {
        assertArrayEquals(new double[] {5}, rates(List.of("\uFEFF0;5")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
            0,5/1,x               | line 2: 'x' is not a rate per second from 0 to 10000000
            0,5/1,-1              | line 2: '-1' is not a rate per second from 0 to 10000000
            0,5//1,               | line 3: '' is not a rate per second from 0 to 10000000
            0;5/1;6,5             | line 2: '6,5' is not a rate per second from 0 to 10000000
            0,5/noon,6            | line 2: 'noon' is not a time in seconds
            time,rps/12:00,6      | line 2: '12:00' is not a time in seconds
            0,5/1,6/1,7           | line 3: the time 1 does not come after the one before it
            0,5/2,6/1,7           | line 3: the time 1 does not come after the one before it
            0,5/1                 | line 2: no column 2 in '1'
            0,5,6                 | line 1: 3 columns; without a header there are two, time and rate
            time,rps              | line 1: a header and no rates below it
            0,5/2000000,6         | line 2: more than 1000000 seconds
            0,5/600000,6          | line 2: more than 1000000 seconds
            time,count/0,1/1e-9,1 | line 2: '1' in 1.0E-9 s is not a rate per second from 0 to 10000000
            when,rps/0,5          | line 1: no column of times in 'when', 'rps'; it is called time, t, timestamp, ts, second, seconds, sec, time_s, elapsed
            time,load/0,5         | line 1: no column of rates in 'time', 'load'; it is called rate, rps, qps, requests_per_second, requests_s, rate_per_second, request_rate, asked_rps, users, count, requests, arrivals, invocations
            """)
    void namesLineAndFault(String lines, String message) {
        WorkloadFormatException e = assertThrows(WorkloadFormatException.class, () -> rates(List.of(lines.split("/"))));
        assertEquals("w.csv, " + message, e.getMessage());
    }
}
