package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A chunk as large as one gets: a million rows, 300 MB, through a JVM heap of 256 MB. */
final class EngineLargeInsertIT {

  private static final int ROWS = 1_000_000;
  private static final int TEXT = 290;

  @Test
  void aChunkOf300MegabytesIsOneBlockInEveryLayer() throws Exception {
    String database = TestEngine.freshDatabase();
    try (EngineHttp http = new EngineHttp(TestEngine.shared())) {
      String columns = " (a Int64, s String) ENGINE = MergeTree ORDER BY a";
      for (String sql :
          new String[] {
            "CREATE DATABASE " + database,
            "CREATE TABLE " + database + ".t" + columns,
            "CREATE TABLE " + database + ".u" + columns,
            "CREATE MATERIALIZED VIEW %s.v TO %s.u AS SELECT * FROM %s.t"
                .formatted(database, database, database)
          }) {
        assertThat(http.query(sql)).isEmpty();
      }
      String insert = EngineHttp.encode("INSERT INTO " + database + ".t FORMAT RowBinary");
      HttpRequest request =
          http.request("query=" + insert + "&" + InsertContract.ONE_BLOCK)
              .POST(HttpRequest.BodyPublishers.ofInputStream(Rows::new))
              .build();
      HttpResponse<String> answer =
          http.client().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEmpty();
      assertThat(
              http.query(
                  "SELECT table, count(), sum(rows) FROM system.parts WHERE database = '"
                      + database
                      + "' GROUP BY table ORDER BY table"))
          .isEqualTo("t\t1\t1000000\nu\t1\t1000000\n");
      assertThat(http.query("DROP DATABASE " + database + " SYNC")).isEmpty();
    }
  }

  /** The rows as they are sent, none of them kept. */
  private static final class Rows extends InputStream {

    private final byte[] row = new byte[Long.BYTES + 2 + TEXT];
    private final ByteBuffer number = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    private int at = row.length;
    private int next;

    private Rows() {
      Arrays.fill(row, (byte) ';');
      row[Long.BYTES] = (byte) (TEXT | 0x80);
      row[Long.BYTES + 1] = (byte) (TEXT >> 7);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int filled = 0;
      while (filled < length) {
        if (at == row.length) {
          if (next == ROWS) {
            break;
          }
          number.putLong(0, next++);
          at = 0;
        }
        int part = Math.min(length - filled, row.length - at);
        System.arraycopy(row, at, target, offset + filled, part);
        at += part;
        filled += part;
      }
      return filled == 0 ? -1 : filled;
    }
  }
}
