"""스마트스토어 by an application that a store has made for itself: asked by an operator only, of what is typed there.

No guide has it: a third party must not ask sellers for their application's secret.
"""

from wizard.verdicts.probes import Verify

_EVERYWHERE = [
    {"when": {"has": {"code": "GW.IP_NOT_ALLOWED"}}, "verdict": "IP_NOT_ALLOWED"},
    {"when": {"status": "429"}, "verdict": "RATE_LIMITED"},
]
_UNSURE = {
    "verdict": "AMBIGUOUS",
    "look": [{"say": "애플리케이션이 켜져 있는지, 아임셀러 IP를 넣었는지 봐요."}],
}

OWN_STORE = Verify.model_validate(
    {
        "ways": [
            {
                "id": "own-store",
                "probes": [
                    {
                        "id": "token",
                        "host": "naver-own",
                        "post": "/v1/oauth2/token",
                        "sign": {
                            "by": "bcrypt-token",
                            "using": {
                                "client_id": {"field": "app_id"},
                                "client_secret": {"field": "app_secret"},
                            },
                        },
                        "takes": {"token": "access_token"},
                        "outcomes": [
                            *_EVERYWHERE,
                            {
                                "when": {"status": "400", "input": "timestamp"},
                                "verdict": "OUR_FAULT",
                                "reason": "clock",
                            },
                            {
                                "when": {"status": "400", "input": "client_id"},
                                "verdict": "WRONG_KEY",
                                "field": "app_id",
                            },
                            {
                                "when": {"status": "400", "input": "client_secret_sign"},
                                "verdict": "WRONG_KEY",
                                "field": "app_secret",
                            },
                            {
                                "when": {"status": "400", "input": "type"},
                                "verdict": "OUR_FAULT",
                                "reason": "contract",
                            },
                            {"when": {"status": "5xx"}, "verdict": "MALL_DOWN"},
                            {
                                "when": {"status": "200", "has": {"access_token": "*"}},
                                "verdict": "OK",
                            },
                            _UNSURE,
                        ],
                    },
                    {
                        "id": "seller-account",
                        "host": "naver-own",
                        "get": "/v1/seller/account",
                        "sign": {"by": "bearer", "using": {"token": {"taken": "token"}}},
                        "shows": {"판매자 ID": "accountId", "등급": "grade"},
                        "outcomes": [
                            *_EVERYWHERE,
                            {"when": {"status": ["401", "403", "404"]}, "verdict": "NO_PERMISSION"},
                            {"when": {"status": "5xx"}, "verdict": "MALL_DOWN"},
                            {
                                "when": {"status": "200", "has": {"accountUid": "*"}},
                                "verdict": "OK",
                            },
                            _UNSURE,
                        ],
                    },
                ],
            }
        ]
    }
)
"""The fields are what `wizard try smartstore --own-store` asks for."""
