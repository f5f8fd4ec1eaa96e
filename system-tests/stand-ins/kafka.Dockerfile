FROM eclipse-temurin:17-jre-jammy
RUN useradd --uid 1000 --no-create-home appuser && mkdir -p /var/lib/kafka/data && chown appuser /var/lib/kafka/data
COPY lib/ /opt/kafka/libs/
COPY kafka-start /usr/local/bin/
USER appuser
VOLUME ["/var/lib/kafka/data"]
ENTRYPOINT ["/usr/local/bin/kafka-start"]
