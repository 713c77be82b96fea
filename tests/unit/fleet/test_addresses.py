"""Loopback addresses for load balancers and instances."""

import pytest

from rehearsal.fleet.addresses import AddressBook


def test_each_account_has_a_network_and_the_first_load_balancer_its_first_address() -> None:
    book = AddressBook("127.10")
    assert book.load_balancer("222222222222") == "127.10.1.1"
    assert book.load_balancer("333333333333") == "127.10.2.1"
    assert book.instance("222222222222") == "127.10.1.50"
    assert book.instance("222222222222") == "127.10.1.51"


def test_a_released_address_is_given_out_again() -> None:
    book = AddressBook("127.10")
    first = book.instance("222222222222")
    book.instance("222222222222")
    book.release(first)
    assert book.instance("222222222222") == first


def test_a_full_network_says_so() -> None:
    book = AddressBook("127.10")
    for _ in range(205):
        book.instance("222222222222")
    with pytest.raises(LookupError, match=r"127\.10\.1\.50 to 127\.10\.1\.254 are all taken"):
        book.instance("222222222222")
