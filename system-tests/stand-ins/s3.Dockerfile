FROM eclipse-temurin:17-jre-jammy
RUN mkdir /data
COPY lib/ /opt/s3/lib/
COPY s3-start mc /usr/local/bin/
VOLUME ["/data"]
ENTRYPOINT ["/usr/local/bin/s3-start"]
