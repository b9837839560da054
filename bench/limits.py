"""What each figure must reach. The first limits come from a prototype of the writer and from six public systems."""

from bench.figure import Limit

AT_LEAST = True

LIMITS: dict[str, Limit] = {
    "issue_seen_p50_ms": Limit(1.5),
    "issue_seen_p99_ms": Limit(6),
    "issue_per_second_8": Limit(2_500, AT_LEAST),
    "issue_per_second_64": Limit(3_500, AT_LEAST),
    "tls_issue_seen_p50_ms": Limit(1.3, of_ratio=True),
    "issue_growth_10k": Limit(1.2),
    "call_next_growth_10k": Limit(1.5),
    "fanout_last_ms_100": Limit(1.1, of_ratio=True),
    "fanout_last_ms_500": Limit(1.1, of_ratio=True),
    "fanout_last_ms_1000": Limit(1.1, of_ratio=True),
    "fanout_last_ms_2000": Limit(1.1, of_ratio=True),
    "server_rss_mb_idle": Limit(75),
    "server_rss_mb_500": Limit(90),
    "server_rss_mb_2000": Limit(140),
    "server_start_ms": Limit(1_000),
    "kiosk_first_frame_ms": Limit(1_000),
    "kiosk_touch_to_paper_p95_ms": Limit(60),
    "kiosk_rss_mb": Limit(160),
    "display_call_to_sound_p95_ms": Limit(250),
    "api_issue_per_second_8": Limit(1_500, AT_LEAST),
    "issue_seen_under_login_ratio": Limit(2, of_ratio=True),
    "duplicates_32": Limit(0),
    "lost_32": Limit(0),
}
