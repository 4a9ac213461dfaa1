package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.market.Amount;
import datalayer.market.Bar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as Binance sent them, and as it must never send them. */
final class StreamFrameTest {

  /** From a recording of 2022. */
  private static final String REAL =
      """
      {"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1653818762502,"s":"BTCUSDT","k":{\
      "t":1653818760000,"T":1653818819999,"s":"BTCUSDT","i":"1m","f":1384844002,"L":1384844032,\
      "o":"29038.46000000","c":"29033.76000000","h":"29038.47000000","l":"29033.75000000",\
      "v":"0.20926000","n":31,"x":false,"q":"6076.58918320","V":"0.09180000","Q":"2665.59350480",\
      "B":"0"}}}\
      """;

  @Test
  void aBarIsReadToTheLastDigit() throws Exception {
    assertThat(StreamFrame.read(REAL))
        .isEqualTo(
            new StreamFrame.OfBar(
                "btcusdt@kline_1m",
                new Bar(
                    1_653_818_760_000L,
                    Amount.parse("29038.46"),
                    Amount.parse("29038.47"),
                    Amount.parse("29033.75"),
                    Amount.parse("29033.76"),
                    Amount.parse("0.20926"),
                    Amount.parse("6076.5891832"),
                    31,
                    Amount.parse("0.0918"),
                    Amount.parse("2665.5935048")),
                1_653_818_819_999L,
                false,
                1_653_818_762_502L));
  }

  @Test
  void moreDigitsThanADoubleHasAreKept() throws Exception {
    String long18 = "12345678901234567890.123456789012345678";
    StreamFrame.OfBar frame =
        (StreamFrame.OfBar) StreamFrame.read(REAL.replace("29038.47000000", long18));
    assertThat(frame.bar().high()).hasToString(long18);
  }

  @Test
  void whatIsNoBarIsKnown() throws Exception {
    assertThat(StreamFrame.read("{\"result\":null,\"id\":1}")).isEqualTo(new StreamFrame.Answer());
    String shutdown =
        "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1653818762502}}";
    assertThat(StreamFrame.read(shutdown)).isEqualTo(new StreamFrame.Shutdown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "pong",
        "{}",
        "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":2}",
        "{\"stream\":\"a\",\"data\":null}",
        "{\"stream\":7,\"data\":{}}",
        "{\"stream\":\"btcusdt@kline_1m\",\"data\":{\"e\":\"kline\",\"E\":1,\"s\":\"BTCUSDT\"}}",
        "{\"stream\":\"btcusdt@kline_1m\",\"data\":{\"e\":\"kline\",\"E\":1,\"k\":{}}}",
        "{\"stream\":\"btcusdt@kline_1m\",\"data\":{\"e\":\"kline\",\"E\":1,\"k\":[1]}}"
      })
  void whatSaysNoBarSaysWhy(String frame) {
    assertThatThrownBy(() -> StreamFrame.read(frame))
        .isInstanceOf(BrokenAnswerException.class)
        .message()
        .isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"t\":1653818760000",
        "\"o\":\"29038.46000000\"",
        "\"n\":31",
        "\"x\":false",
        "\"q\":\"6076.58918320\"",
        "\"E\":1653818762502"
      })
  void aFieldThatIsMissingOrNoFigureMakesItNone(String field) {
    String name = field.substring(0, field.indexOf(':'));
    for (String broken : new String[] {name + ":\"x1\"", name + ":{}", name + ":null"}) {
      assertThatThrownBy(() -> StreamFrame.read(REAL.replace(field, broken)))
          .as(broken)
          .isInstanceOf(BrokenAnswerException.class);
    }
    assertThatThrownBy(() -> StreamFrame.read(REAL.replace(field, "\"zz\":0")))
        .isInstanceOf(BrokenAnswerException.class);
  }
}
