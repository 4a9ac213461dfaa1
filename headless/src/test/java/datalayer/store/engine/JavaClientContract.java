package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ClickHouse's Java client, as it comes and with each of its kinds of compression. */
@SuppressWarnings("try") // the client's close() throws everything
interface JavaClientContract {

  long SECONDS = 60;

  ClickHouseUnderTest server();

  /** How the client compresses. */
  enum Compression {
    AS_IT_COMES,
    NONE,
    NATIVE,
    HTTP;

    Client client(ClickHouseUnderTest server, String database) {
      Client.Builder builder =
          new Client.Builder()
              .addEndpoint(server.endpoint().toString())
              .setUsername(server.user())
              .setPassword(server.password())
              .setDefaultDatabase(database);
      return switch (this) {
        case AS_IT_COMES -> builder.build();
        case NONE -> builder.compressServerResponse(false).compressClientRequest(false).build();
        case NATIVE -> builder.compressServerResponse(true).compressClientRequest(true).build();
        case HTTP ->
            builder
                .compressServerResponse(true)
                .compressClientRequest(true)
                .useHttpCompression(true)
                .build();
      };
    }
  }

  /** A row as the client maps it, by its bean conventions. */
  final class Reading {
    private long id;
    private String text = "";
    private BigDecimal amount = BigDecimal.ZERO;
    private ZonedDateTime at = ZonedDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    static Reading of(long id, String text, BigDecimal amount, ZonedDateTime at) {
      Reading reading = new Reading();
      reading.setId(id);
      reading.setText(text);
      reading.setAmount(amount);
      reading.setAt(at);
      return reading;
    }

    public long getId() {
      return id;
    }

    public void setId(long id) {
      this.id = id;
    }

    public String getText() {
      return text;
    }

    public void setText(String text) {
      this.text = text;
    }

    public BigDecimal getAmount() {
      return amount;
    }

    public void setAmount(BigDecimal amount) {
      this.amount = amount;
    }

    public ZonedDateTime getAt() {
      return at;
    }

    public void setAt(ZonedDateTime at) {
      this.at = at;
    }
  }

  private Client table(Compression compression) throws Exception {
    String database = TestEngine.freshDatabase();
    try (Client client = compression.client(server(), "default")) {
      client.execute("CREATE DATABASE " + database).get(SECONDS, TimeUnit.SECONDS).close();
    }
    Client client = compression.client(server(), database);
    client
        .execute(
            "CREATE TABLE readings (id Int64, text String, amount Decimal(38, 18), at"
                + " DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id")
        .get(SECONDS, TimeUnit.SECONDS)
        .close();
    return client;
  }

  @ParameterizedTest
  @EnumSource
  default void objectsAndStreamsAreInsertedAndReadBack(Compression compression) throws Exception {
    try (Client client = table(compression)) {
      assertThat(client.ping()).isTrue();
      ZonedDateTime at = ZonedDateTime.of(2026, 2, 3, 4, 5, 6, 789_000_000, ZoneOffset.UTC);
      BigDecimal amount = new BigDecimal("12345678901234567890.123456789012345678");
      client.register(Reading.class, client.getTableSchema("readings"));
      List<Reading> readings = List.of(Reading.of(1, "it's; a \\ \n \"text\" ☃", amount, at));
      try (InsertResponse response =
          client.insert("readings", readings).get(SECONDS, TimeUnit.SECONDS)) {
        assertThat(response.getWrittenRows()).isEqualTo(1);
      }
      byte[] csv = "2,\"a;b\",1.5,2026-02-03 04:05:06\n".getBytes(StandardCharsets.UTF_8);
      try (InsertResponse response =
          client
              .insert("readings", new ByteArrayInputStream(csv), ClickHouseFormat.CSV)
              .get(SECONDS, TimeUnit.SECONDS)) {
        assertThat(response.getWrittenRows()).isEqualTo(1);
      }
      List<GenericRecord> rows = client.queryAll("SELECT * FROM readings ORDER BY id");
      assertThat(rows).hasSize(2);
      assertThat(rows.get(0).getString("text")).isEqualTo("it's; a \\ \n \"text\" ☃");
      assertThat(rows.get(0).getBigDecimal("amount")).isEqualByComparingTo(amount);
      assertThat(rows.get(0).getZonedDateTime("at").toInstant()).isEqualTo(at.toInstant());
      assertThat(rows.get(1).getString("text")).isEqualTo("a;b");
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aRowBinaryStreamOfManyMegabytesIsInserted(Compression compression) throws Exception {
    try (Client client = table(compression)) {
      String rows =
          "SELECT toInt64(number) AS id, ';' || toString(number) AS text, toDecimal128(number, 18)"
              + " AS amount, toDateTime64(number, 3, 'UTC') AS at FROM numbers(200000)";
      byte[] body;
      try (QueryResponse response =
          client
              .query(
                  rows,
                  new com.clickhouse.client.api.query.QuerySettings()
                      .setFormat(ClickHouseFormat.RowBinary))
              .get(SECONDS, TimeUnit.SECONDS)) {
        body = response.getInputStream().readAllBytes();
      }
      InsertSettings settings = new InsertSettings().setDeduplicationToken("t");
      try (InsertResponse response =
          client
              .insert(
                  "readings", new ByteArrayInputStream(body), ClickHouseFormat.RowBinary, settings)
              .get(SECONDS, TimeUnit.SECONDS)) {
        assertThat(response.getWrittenRows()).isEqualTo(200_000);
      }
      assertThat(client.queryAll("SELECT count() AS n, sum(id) AS s FROM readings").getFirst())
          .satisfies(row -> assertThat(row.getLong("n")).isEqualTo(200_000))
          .satisfies(row -> assertThat(row.getLong("s")).isEqualTo(19_999_900_000L));
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aMillionRowsAreStreamed(Compression compression) throws Exception {
    try (Client client = compression.client(server(), "default");
        QueryResponse response =
            client
                .query("SELECT number AS n, toString(number) AS s FROM numbers(1000000)")
                .get(SECONDS, TimeUnit.SECONDS);
        ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
      long expected = 0;
      while (reader.next() != null) {
        if (reader.getLong("n") != expected || reader.getString("s").isEmpty()) {
          throw new AssertionError("row " + expected + " is " + reader.getLong("n"));
        }
        expected++;
      }
      assertThat(expected).isEqualTo(1_000_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  default void errorsCarryTheirCode(Compression compression) throws Exception {
    try (Client client = table(compression)) {
      assertThat(codeOf(client, "SELECT * FROM nowhere")).isEqualTo(60);
      assertThat(codeOf(client, "SELEC 1")).isEqualTo(62);
      assertThat(codeOf(client, "SELECT throwIf(number = 100) FROM numbers(1000)")).isEqualTo(395);
      byte[] bad = "1,a,no number,2026-02-03 04:05:06\n".getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() ->
              client
                  .insert("readings", new ByteArrayInputStream(bad), ClickHouseFormat.CSV)
                  .get(SECONDS, TimeUnit.SECONDS)
                  .close())
          .hasStackTraceContaining("Code: 27");
    }
  }

  private static int codeOf(Client client, String sql) throws Exception {
    try (QueryResponse response = client.query(sql).get(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(sql + " was answered with " + response.getResultRows() + " rows");
    } catch (ExecutionException | ServerException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ServerException server) {
          return server.getCode();
        }
      }
      throw e;
    }
  }

  @ParameterizedTest
  @EnumSource
  default void anErrorInMidStreamIsNoEnd(Compression compression) throws Exception {
    try (Client client = compression.client(server(), "default")) {
      assertThatThrownBy(
              () -> {
                try (QueryResponse response =
                        client
                            .query("SELECT number, throwIf(number = 3000000) FROM numbers(4000000)")
                            .get(SECONDS, TimeUnit.SECONDS);
                    ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
                  while (reader.next() != null) {
                    reader.getLong(1);
                  }
                }
              })
          .isInstanceOf(Exception.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  default void valuesAreBound(Compression compression) throws Exception {
    try (Client client = compression.client(server(), "default")) {
      String text = "it's; a \\ \t \n \"text\" ☃";
      Map<String, Object> parameters = Map.of("text", text, "number", 42L);
      GenericRecord row =
          client.queryAll("SELECT {text:String} AS t, {number:Int64} AS n", parameters).getFirst();
      assertThat(row.getString("t")).isEqualTo(text);
      assertThat(row.getLong("n")).isEqualTo(42);
    }
  }
}
