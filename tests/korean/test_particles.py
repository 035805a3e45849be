import pytest

from wizard.korean.particles import Noun, particled


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("'인증키'을 적어요", "'인증키'를 적어요"),
        ("'칸'를 적어요", "'칸'을 적어요"),
        ("'메모'이 없어요", "'메모'가 없어요"),
        ("'질문'은 없어요", "'질문'은 없어요"),
        ("'질문'이라는 칸, '답지'이라는 칸", "'질문'이라는 칸, '답지'라는 칸"),
        ("'연필'으로, '칸'로, '종이'으로", "'연필'로, '칸'으로, '종이'로"),
        ("'보기'이에요", "'보기'예요"),
        ("'칸'이 둘이에요", "'칸'이 둘이에요"),
        (
            "'kind'은, 'say'은, 'faq'은 모르는 항목이에요",
            "'kind'는, 'say'는, 'faq'는 모르는 항목이에요",
        ),
        ("'button'는, 'title'는, 'tab'는, 'do'은", "'button'은, 'title'은, 'tab'은, 'do'는"),
        ("'name'로, 'title'으로, 'do'으로", "'name'으로, 'title'로, 'do'로"),
        ("'종이' 한 장", "'종이' 한 장"),
        ("'종이'은행", "'종이'은행"),
    ],
)
def test_a_particle_follows_the_sound_of_the_word_before_it(sentence, right):
    assert particled(sentence) == right


@pytest.mark.parametrize(
    ("word", "particle", "whole"),
    [
        ("쿠팡", "이", "쿠팡이"),
        ("11번가", "이", "11번가가"),
        ("비밀키 (Secret Key)", "을", "비밀키 (Secret Key)를"),
        ("API ID", "를", "API ID를"),
        ("인증 URL", "가", "인증 URL이"),
        ("서버 1", "로", "서버 1로"),
        ("담당 MD (월)", "은", "담당 MD (월)는"),
        ("키 3", "으로", "키 3으로"),
        ("롯데온", "", "롯데온"),
    ],
)
def test_a_noun_takes_the_particle_that_it_is_said_with(word, particle, whole):
    assert f"{Noun(word):{particle}}" == whole
