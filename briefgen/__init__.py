"""News articles in, a diplomatic briefing memo out; every printed sentence provable against its source."""
