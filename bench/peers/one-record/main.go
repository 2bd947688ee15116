// The peer of the measure ledger.single: a chaincode as most are written, one record a transaction, no checks.
package main

import (
	"fmt"
	"os"

	"github.com/hyperledger/fabric-chaincode-go/v2/shim"
	"github.com/hyperledger/fabric-protos-go-apiv2/peer"
)

type oneRecord struct{}

func (oneRecord) Init(shim.ChaincodeStubInterface) *peer.Response {
	return shim.Success(nil)
}

// Invoke stores its second argument under its first.
func (oneRecord) Invoke(stub shim.ChaincodeStubInterface) *peer.Response {
	function, arguments := stub.GetFunctionAndParameters()
	if function != "open" || len(arguments) != 2 {
		return shim.Error("open takes an id and a record")
	}
	existing, err := stub.GetState(arguments[0])
	if err != nil {
		return shim.Error(err.Error())
	}
	if existing != nil {
		return shim.Error("there is one of that id")
	}
	if err := stub.PutState(arguments[0], []byte(arguments[1])); err != nil {
		return shim.Error(err.Error())
	}
	return shim.Success(nil)
}

func main() {
	server := &shim.ChaincodeServer{
		CCID:     os.Getenv("CHAINCODE_ID"),
		Address:  os.Getenv("CHAINCODE_SERVER_ADDRESS"),
		CC:       oneRecord{},
		TLSProps: shim.TLSProperties{Disabled: true},
	}
	if err := server.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
